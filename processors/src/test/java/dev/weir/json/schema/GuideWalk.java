package dev.weir.json.schema;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Asks a guide with strings. */
final class GuideWalk {

    private GuideWalk() {}

    /** The node at a path of keys and indices, such as {@code items/0/price}. */
    static int node(SchemaGuide guide, String path) {
        int node = guide.root();
        for (String step : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            node = step.matches("\\d+") ? guide.element(node, Integer.parseInt(step)) : member(guide, node, step);
        }
        return node;
    }

    static int member(SchemaGuide guide, int node, String key) {
        byte[] text = ("{\"" + key + "\":").getBytes(StandardCharsets.UTF_8);
        return guide.member(node, text, 2, text.length - 2);
    }

    static boolean knows(SchemaGuide guide, int node, String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return guide.knows(node, text, 0, text.length);
    }

    static Set<SchemaGuide.Type> types(String schema, String path) {
        SchemaGuide guide = SchemaGuide.compile(schema);
        return types(guide, node(guide, path));
    }

    static Set<SchemaGuide.Type> types(SchemaGuide guide, int node) {
        Set<SchemaGuide.Type> types = EnumSet.noneOf(SchemaGuide.Type.class);
        for (SchemaGuide.Type type : SchemaGuide.Type.values()) {
            if (guide.allows(node, type)) {
                types.add(type);
            }
        }
        return types;
    }

    /** The match of a bare word, empty if there is none. */
    static String match(SchemaGuide guide, int node, String word) {
        byte[] text = word.getBytes(StandardCharsets.UTF_8);
        byte[] match = guide.enumMatch(node, text, 0, text.length);
        return match == null ? "" : new String(match, StandardCharsets.UTF_8);
    }

    static String match(String schema, String word) {
        SchemaGuide guide = SchemaGuide.compile(schema);
        return match(guide, guide.root(), word);
    }
}
