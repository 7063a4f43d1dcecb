package dev.weir.json.schema;

import dev.harrel.jsonschema.SimpleType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a schema into the nodes of a {@link SchemaGuide}.
 *
 * <p>A node stands for sets of schemas, one of which has to hold with all its members (a disjunction of conjunctions).
 * Its members and elements are such sets again, of schemas of the same finite lot, so that a recursive schema comes
 * back to nodes that are there already: the subset construction of automata.
 */
final class GuideCompiler {

    static final int MAX_NODES = 10_000;
    private static final int MAX_ENTRIES = 200_000;

    private final SchemaDocument schema;
    private final Map<JsonValue, Constraints> constraints = new HashMap<>();
    private final Map<Set<Set<JsonValue>>, Integer> known = new HashMap<>();
    private final List<GuideNode> nodes = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int entries;

    private record Pending(int node, List<Alternative> alternatives) {}

    GuideCompiler(SchemaDocument schema) {
        this.schema = schema;
        nodes.add(GuideNode.ofTypes(Constraints.ANY_TYPE));
        nodes.add(GuideNode.ofTypes(0));
    }

    SchemaGuide compile(int fingerprint) {
        int root = node(Set.of(Set.of(schema.root())));
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            nodes.set(next.node(), build(next.alternatives()));
        }
        return new SchemaGuide(nodes, root, fingerprint);
    }

    private Constraints constraints(JsonValue place) {
        return constraints.computeIfAbsent(place, each -> Constraints.of(each, schema));
    }

    private int node(Set<Set<JsonValue>> sets) {
        Integer before = known.get(sets);
        if (before != null) {
            return before;
        }
        if (nodes.size() >= MAX_NODES || entries >= MAX_ENTRIES) {
            return SchemaGuide.ANY;
        }
        List<Alternative> alternatives = Alternative.of(sets, this::constraints);
        int node = alternatives.isEmpty() ? SchemaGuide.NOTHING : SchemaGuide.ANY;
        if (alternatives.stream().noneMatch(GuideCompiler::isSilent) && !alternatives.isEmpty()) {
            node = nodes.size();
            nodes.add(nodes.get(SchemaGuide.ANY));
            pending.add(new Pending(node, alternatives));
        }
        known.put(sets, node);
        return node;
    }

    private static boolean isSilent(Alternative way) {
        return way.constraints().stream().allMatch(Constraints::isSilent);
    }

    private GuideNode build(List<Alternative> alternatives) {
        List<Alternative> objects = allowing(alternatives, SimpleType.OBJECT);
        List<Alternative> arrays = allowing(alternatives, SimpleType.ARRAY);
        Map<String, Integer> members = new LinkedHashMap<>();
        int length = 0;
        for (Alternative way : objects) {
            for (Constraints each : way.constraints()) {
                for (String key : each.properties().keySet()) {
                    members.computeIfAbsent(key, name -> inner(objects, own -> own.member(name)));
                }
            }
        }
        for (Alternative way : arrays) {
            for (Constraints each : way.constraints()) {
                length = Math.max(length, each.prefix().size());
            }
        }
        int[] prefix = new int[length];
        for (int i = 0; i < length; i++) {
            int index = i;
            prefix[i] = inner(arrays, own -> own.element(index));
        }
        int afterAll = length;
        entries += members.size() + length;
        return new GuideNode(
                alternatives.stream().mapToInt(Alternative::types).reduce(0, (left, right) -> left | right),
                members.isEmpty() ? KeyTable.EMPTY : new KeyTable(members),
                inner(objects, own -> own.member(null)),
                prefix,
                inner(arrays, own -> own.element(afterAll)),
                words(alternatives),
                required(objects));
    }

    private static List<Alternative> allowing(List<Alternative> alternatives, SimpleType type) {
        return alternatives.stream().filter(way -> way.allows(type)).toList();
    }

    /** The node inside of this one to which the schemas lead. */
    private int inner(List<Alternative> alternatives, Function<Constraints, @Nullable JsonValue> step) {
        Set<Set<JsonValue>> sets = new LinkedHashSet<>();
        for (Alternative way : alternatives) {
            Set<JsonValue> set = new LinkedHashSet<>();
            for (Constraints each : way.constraints()) {
                JsonValue place = step.apply(each);
                if (place != null) {
                    set.add(place);
                }
            }
            if (set.isEmpty()) {
                return SchemaGuide.ANY;
            }
            sets.add(set);
        }
        return sets.isEmpty() ? SchemaGuide.ANY : node(sets);
    }

    private static List<String> required(List<Alternative> objects) {
        Set<String> required = new LinkedHashSet<>();
        for (int i = 0; i < objects.size(); i++) {
            Set<String> own = new LinkedHashSet<>();
            objects.get(i).constraints().forEach(each -> own.addAll(each.required()));
            if (i == 0) {
                required.addAll(own);
            } else {
                required.retainAll(own);
            }
        }
        return List.copyOf(required);
    }

    private static WordTable words(List<Alternative> alternatives) {
        Set<WordTable.Word> words = new LinkedHashSet<>();
        boolean anyNumber = false;
        for (Alternative way : alternatives) {
            List<JsonValue> values = way.values();
            if (values != null) {
                values.stream()
                        .filter(value -> !value.isArray() && !value.isObject())
                        .map(WordTable.Word::of)
                        .forEach(words::add);
            } else if (way.allows(SimpleType.STRING)) {
                return WordTable.EMPTY;
            } else {
                anyNumber |= way.allows(SimpleType.INTEGER) || way.allows(SimpleType.NUMBER);
                addLiterals(way, words);
            }
        }
        return words.isEmpty() ? WordTable.EMPTY : new WordTable(words, anyNumber);
    }

    private static void addLiterals(Alternative way, Set<WordTable.Word> words) {
        if (way.allows(SimpleType.BOOLEAN)) {
            words.add(new WordTable.Word("true", "true"));
            words.add(new WordTable.Word("false", "false"));
        }
        if (way.allows(SimpleType.NULL)) {
            words.add(new WordTable.Word("null", "null"));
        }
    }
}
