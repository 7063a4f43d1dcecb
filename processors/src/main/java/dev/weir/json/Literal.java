package dev.weir.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The words that stand for true, false and null, in JSON and in other languages. */
final class Literal {

    static final Literal TRUE = new Literal("true", "True", "TRUE");
    static final Literal FALSE = new Literal("false", "False", "FALSE");
    static final Literal NULL = new Literal("null", "None", "Null", "NULL", "undefined", "nil");
    static final Literal NOT_A_NUMBER =
            new Literal("null", "NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf");

    private static final Literal[] ALL = {TRUE, FALSE, NULL, NOT_A_NUMBER};

    private final String json;
    private final byte[] bytes;
    private final String[] foreign;

    private Literal(String json, String... foreign) {
        this.json = json;
        bytes = json.getBytes(StandardCharsets.US_ASCII);
        this.foreign = foreign;
    }

    /** How JSON writes it; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** How JSON writes it. */
    String json() {
        return json;
    }

    /** Whether the bytes are JSON's own word. */
    boolean isJson(byte[] in, int from, int length) {
        return Characters.matches(in, from, length, json);
    }

    /** Finds the literal that the bytes are, or begin when the text was cut there. */
    static @Nullable Literal of(byte[] in, int from, int length, boolean cut) {
        if (length == 0 || length > 9 || !mayBegin(in[from])) {
            return null;
        }
        for (Literal literal : ALL) {
            if (literal != NOT_A_NUMBER && matches(in, from, length, literal.json, cut)) {
                return literal;
            }
            for (String word : literal.foreign) {
                if (matches(in, from, length, word, cut && word.length() > 3 && length > 1)) {
                    return literal;
                }
            }
        }
        return null;
    }

    private static boolean mayBegin(byte b) {
        return switch (b) {
            case 't', 'T', 'f', 'F', 'n', 'N', 'u', 'I', 'i', '-', '+' -> true;
            default -> false;
        };
    }

    private static boolean matches(byte[] in, int from, int length, String word, boolean cut) {
        return (cut && length < word.length())
                ? Characters.matches(in, from, length, word.substring(0, length))
                : Characters.matches(in, from, length, word);
    }
}
