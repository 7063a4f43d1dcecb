package dev.weir.json.schema;

import dev.harrel.jsonschema.SimpleType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a place may satisfy its schemas: what has to hold all together.
 *
 * @param constraints every schema's own word
 * @param types the types that all of them allow
 */
record Alternative(List<Constraints> constraints, int types) {

    /** Beyond so many ways a choice is left out, which forbids less than the schema does. */
    static final int MAX_ALTERNATIVES = 64;

    private static Alternative of(List<Constraints> constraints) {
        int types = Constraints.ANY_TYPE;
        List<JsonValue> values = null;
        for (Constraints each : constraints) {
            types &= each.types();
            values = meet(values, each.values());
        }
        if (values != null) {
            types &= values.stream()
                    .mapToInt(value -> Constraints.bit(value.getNodeType()))
                    .reduce(0, (left, right) -> left | right);
        }
        return new Alternative(constraints, types);
    }

    private static @Nullable List<JsonValue> meet(@Nullable List<JsonValue> some, @Nullable List<JsonValue> others) {
        return some == null ? others : others == null ? some : Constraints.shared(some, others);
    }

    /** The ways to satisfy one of the sets of schemas; those that allow no type at all are left out. */
    static List<Alternative> of(Set<Set<JsonValue>> sets, Function<JsonValue, Constraints> constraints) {
        List<Alternative> found = new ArrayList<>();
        Search search = new Search(constraints, found);
        for (Set<JsonValue> set : sets) {
            search.expand(new LinkedHashSet<>(), set, List.of(), sets.size());
        }
        return found;
    }

    /** The values to which it is restricted, null if it is not. */
    @Nullable
    List<JsonValue> values() {
        List<JsonValue> values = null;
        for (Constraints each : constraints) {
            values = meet(values, each.values());
        }
        return values == null
                ? null
                : values.stream()
                        .filter(value -> (Constraints.bit(value.getNodeType()) & types) != 0)
                        .toList();
    }

    boolean allows(SimpleType type) {
        return (types & Constraints.bit(type)) != 0;
    }

    /** Takes the choices one after the other, in every combination. */
    private record Search(Function<JsonValue, Constraints> constraints, List<Alternative> found) {

        void expand(Set<JsonValue> taken, Collection<JsonValue> added, List<List<JsonValue>> open, int ways) {
            List<List<JsonValue>> choices = new ArrayList<>(open);
            Deque<JsonValue> pending = new ArrayDeque<>(added);
            while (!pending.isEmpty()) {
                JsonValue schema = pending.remove();
                if (taken.add(schema)) {
                    Constraints own = constraints.apply(schema);
                    pending.addAll(own.all());
                    choices.addAll(own.choices());
                }
            }
            choices.removeIf(choice -> choice.size() > MAX_ALTERNATIVES / ways);
            if (!choices.isEmpty()) {
                List<JsonValue> choice = choices.remove(0);
                for (JsonValue pick : choice) {
                    expand(new LinkedHashSet<>(taken), List.of(pick), choices, ways * choice.size());
                }
                return;
            }
            Alternative way = Alternative.of(taken.stream().map(constraints).toList());
            if (way.types != 0) {
                found.add(way);
            }
        }
    }
}
