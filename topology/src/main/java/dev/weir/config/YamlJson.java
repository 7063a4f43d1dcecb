package dev.weir.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a map, a list or a scalar of the file as JSON text. */
final class YamlJson {

    private static final String EXPECTED =
            "what JSON has: maps with words as keys, lists, texts, numbers, true, false, null";
    // Aliases may make a small file a large tree, or one without an end.
    private static final int MAX_DEPTH = 100;
    private static final int MAX_LENGTH = SourceFile.MAX_BYTES;
    private static final Pattern BARE =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final StringBuilder json = new StringBuilder();

    private YamlJson() {}

    /** The text; the value has a problem more if there is none, and what is returned then means nothing. */
    static String write(Value value) {
        YamlJson writer = new YamlJson();
        if (!writer.write(value, 0)) {
            value.problem(null, "this is too large or too deep; " + MAX_DEPTH + " levels and 1 MiB are allowed", null);
        }
        return writer.json.toString();
    }

    private boolean write(Value value, int depth) {
        if (depth > MAX_DEPTH || json.length() > MAX_LENGTH) {
            return false;
        }
        if (value.isMap()) {
            return writeMap(value, depth);
        }
        if (value.isList()) {
            return writeList(value, depth);
        }
        if (value.isNothing()) {
            json.append("null");
            return true;
        }
        String text = value.text(EXPECTED);
        if (text != null && value.isPlain() && BARE.matcher(text).matches()) {
            json.append(text);
        } else if (text != null) {
            quote(text);
        }
        return true;
    }

    private boolean writeMap(Value value, int depth) {
        Fields fields = value.anyFields(EXPECTED);
        boolean first = true;
        json.append('{');
        for (Map.Entry<String, Fields.Field> field : fields == null
                ? Map.<String, Fields.Field>of().entrySet()
                : fields.all().entrySet()) {
            json.append(first ? "" : ",");
            first = false;
            quote(field.getKey());
            json.append(':');
            if (!write(field.getValue().value(), depth + 1)) {
                return false;
            }
        }
        json.append('}');
        return true;
    }

    private boolean writeList(Value value, int depth) {
        List<Value> items = value.items(EXPECTED);
        boolean first = true;
        json.append('[');
        for (Value item : items == null ? List.<Value>of() : items) {
            json.append(first ? "" : ",");
            first = false;
            if (!write(item, depth + 1)) {
                return false;
            }
        }
        json.append(']');
        return true;
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
