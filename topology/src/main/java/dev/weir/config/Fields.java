package dev.weir.config;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of a map in the file, in its order. */
final class Fields {

    /** An entry: where its key stands, and its value. */
    record Field(Optional<Mark> keyPlace, Value value) {}

    private final Value owner;
    private final Map<String, Field> fields;
    // A key that stands here mistyped is not missing as well: one mistake, one problem.
    private final Set<String> mistyped = new HashSet<>();

    Fields(Value owner, Map<String, Field> fields) {
        this.owner = owner;
        this.fields = fields;
    }

    /** Reads the entries; notes keys that stand twice and keys that are no words. */
    static Fields of(Value owner, MappingNode map) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            Optional<Mark> place = entry.getKeyNode().getStartMark();
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                owner.inside(entry.getKeyNode(), owner.path())
                        .problem(null, "a list or a map stands where a key belongs", "a word");
                continue;
            }
            String key = keyNode.getValue();
            Field earlier = fields.get(key);
            if (earlier == null) {
                fields.put(key, new Field(place, owner.inside(entry.getValueNode(), owner.pathOf(key))));
            } else {
                int line = earlier.keyPlace().map(mark -> mark.getLine() + 1).orElse(0);
                owner.keyProblem(place, key, "this key stands twice, first in line " + line + "; keep one", null);
            }
        }
        return new Fields(owner, fields);
    }

    /** Notes every key that is not among the known ones. */
    void refuseUnknown(Collection<String> known) {
        fields.forEach((key, field) -> {
            if (!known.contains(key)) {
                String meant = Suggestion.nearest(key, known);
                mistyped.add(meant);
                owner.keyProblem(
                        field.keyPlace(),
                        key,
                        "there is no such key" + (known.isEmpty() ? ", none is known here" : Suggestion.clause(meant)),
                        known.isEmpty() ? null : "one of " + String.join(", ", known));
            }
        });
    }

    /** The value of a key, or null if the key is absent. */
    @Nullable
    Value get(String key) {
        Field field = fields.get(key);
        return field == null ? null : field.value();
    }

    /** The value of a key that has to be there, after {@link #refuseUnknown}; null and a problem if it is absent. */
    @Nullable
    Value require(String key, String why) {
        Value value = get(key);
        if (value == null && !mistyped.contains(key)) {
            owner.problem(null, "the key " + key + " is missing: " + why, null);
        }
        return value;
    }

    Map<String, Field> all() {
        return Collections.unmodifiableMap(fields);
    }
}
