package dev.weir.json.schema;

import dev.harrel.jsonschema.JsonNode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words a violation: the place in the document, and what the schema asks for. */
final class ViolationText {

    private ViolationText() {}

    /**
     * @param value where it is
     * @param keyword what it violates
     * @param schema the schema that has the keyword
     */
    static String of(JsonValue value, String keyword, @Nullable JsonValue schema) {
        JsonValue asked = schema == null ? null : schema.member(keyword);
        String pointer = value.pointer();
        String demand = switch (keyword) {
            case "false", "additionalProperties", "unevaluatedProperties" -> "not allowed";
            case "required" -> "required";
            case "type" -> "type " + types(asked);
            case "enum" -> "not one of the values of enum";
            case "const" -> "not the value of const";
            case "anyOf" -> "fits none of anyOf";
            case "oneOf" -> "fits none or several of oneOf";
            case "uniqueItems" -> "elements are not unique";
            default -> keyword + scalar(asked);
        };
        if (keyword.equals("required") && asked != null && asked.isArray()) {
            for (JsonValue key : asked.elements()) {
                if (value.member(key.asString()) == null) {
                    pointer += '/' + JsonNode.encodeJsonPointer(key.asString());
                    break;
                }
            }
        }
        return shortened(printable(pointer.isEmpty() ? "/" : pointer), printable(": " + demand));
    }

    private static String types(@Nullable JsonValue asked) {
        if (asked == null || !asked.isArray()) {
            return asked == null ? "" : asked.asString();
        }
        return asked.elements().stream().map(JsonValue::asString).collect(Collectors.joining(" or "));
    }

    private static String scalar(@Nullable JsonValue asked) {
        if (asked == null || asked.isArray() || asked.isObject()) {
            return "";
        }
        return ' ' + (asked.isNumber() ? asked.asNumber().toPlainString() : asked.asString());
    }

    /** Replaces what would spoil a line of text. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .map(each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE
                        ? '\uFFFD'
                        : each)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** Keeps the ends of the pointer, which say most. */
    private static String shortened(String pointer, String demand) {
        String end = cut(demand, Violation.MAX_LENGTH / 2);
        int room = Violation.MAX_LENGTH - end.length();
        if (pointer.length() <= room) {
            return pointer + end;
        }
        String head = cut(pointer, room / 2);
        int from = pointer.length() - (room - head.length());
        from += Character.isLowSurrogate(pointer.charAt(from)) ? 1 : 0;
        return head + pointer.substring(from) + end;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int to = length - 1;
        to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
        return text.substring(0, to) + '…';
    }
}
