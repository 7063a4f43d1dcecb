package dev.weir.json;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Generates valid JSON documents and damages them. */
final class Documents {

    private static final String[] STRINGS = {
        "",
        "a",
        "name",
        "hello, world",
        "x: y",
        "a \\\"quoted\\\" word",
        "\\\\",
        "tab\\t",
        "\\u00e9\\ud83d\\ude00",
        "é",
        "日本語",
        "😀",
        "{not: json}",
        "[1, 2]",
        "// none",
        "# none",
        "it's",
        "`code`",
        "“curly”",
        "a,",
        ", ",
        ":",
        "}",
        "]",
        "\\\"",
        "true",
        "1",
        "http://example.org/a?b=c",
        "```",
        "+",
        "C:\\\\dir\\\\",
        "a long text that has several words, commas, and an end."
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1", "42", "-17", "3.14", "1.10", "1e5", "1E+10", "2.5e-3", "12345678901234567890", "-0.0"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\n  ", "\t", " \r\n "};
    private static final String[] GARBAGE = {
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ",",
        ":",
        ";",
        "\\",
        "\n",
        "\u0000",
        "//",
        "/*",
        "*/",
        "#",
        "...",
        "`",
        "“",
        "”",
        "=",
        "+",
        "-",
        ".",
        "e",
        "0",
        "true",
        "None",
        "nul",
        "\"\"",
        "\"\"\"",
        "```",
        "\\u12",
        "\\\"",
        " ",
        "x",
        "foo bar",
        "NaN",
        "0x",
        "1_0",
        "，",
        "：",
        "\u00a0",
        "é",
        "\ufeff",
        "*",
        "&",
        "<b>",
        "f(",
        "u'",
        "http://x"
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private Documents(long seed) {
        random = new Random(seed);
    }

    /** A valid document: an object or an array with all that JSON has. */
    static String valid(long seed) {
        Documents documents = new Documents(seed);
        documents.container(0);
        documents.space();
        return documents.text.toString();
    }

    /** A valid document with one to five bytes removed, inserted, doubled or replaced. */
    static byte[] damaged(long seed) {
        return damaged(valid(seed), seed);
    }

    /** The document with as much damage. */
    static byte[] damaged(String document, long seed) {
        Random random = new Random(seed ^ 0x5DEECE66DL);
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(5); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            int cut = random.nextInt(3);
            byte[] with = random.nextInt(4) == 0
                    ? new byte[0]
                    : random.nextInt(20) == 0
                            ? new byte[] {(byte) random.nextInt(256)}
                            : pick(random, GARBAGE).getBytes(StandardCharsets.UTF_8);
            int rest = Math.min(bytes.length, at + cut);
            byte[] next = new byte[at + with.length + bytes.length - rest];
            System.arraycopy(bytes, 0, next, 0, at);
            System.arraycopy(with, 0, next, at, with.length);
            System.arraycopy(bytes, rest, next, at + with.length, bytes.length - rest);
            bytes = next;
        }
        return bytes;
    }

    /** Nothing but pieces of JSON and of damage in any order. */
    static byte[] noise(long seed) {
        Random random = new Random(seed);
        StringBuilder noise = new StringBuilder();
        for (int n = random.nextInt(40); n >= 0; n--) {
            noise.append(random.nextInt(3) == 0 ? pick(random, STRINGS) : pick(random, GARBAGE));
        }
        return noise.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void container(int depth) {
        boolean object = random.nextBoolean();
        text.append(object ? '{' : '[');
        space();
        int members = random.nextInt(depth == 0 ? 6 : 4);
        for (int i = 0; i < members; i++) {
            if (i > 0) {
                text.append(',');
                space();
            }
            if (object) {
                string();
                space();
                text.append(':');
                space();
            }
            value(depth + 1);
            space();
        }
        text.append(object ? '}' : ']');
    }

    private void value(int depth) {
        switch (random.nextInt(depth < 4 ? 7 : 5)) {
            case 0 -> text.append(pick(random, NUMBERS));
            case 1 -> text.append(random.nextBoolean() ? "true" : "false");
            case 2 -> text.append("null");
            case 3, 4 -> string();
            default -> container(depth);
        }
    }

    private void string() {
        text.append('"').append(pick(random, STRINGS));
        if (random.nextInt(3) == 0) {
            text.append(pick(random, STRINGS));
        }
        text.append('"');
    }

    private void space() {
        text.append(pick(random, SPACES));
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
