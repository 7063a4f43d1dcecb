package dev.weir.json;

import java.util.Random;

/** Documents such as models write: settings, lists of records, arguments of tools; compact, spaced or indented. */
final class Specimens {

    private static final String[] KEYS = {
        "name",
        "city",
        "items",
        "price",
        "id",
        "tags",
        "user",
        "address",
        "count",
        "enabled",
        "notes",
        "query",
        "limit",
        "filters",
        "created_at",
        "status",
        "description",
        "options",
        "steps",
        "result"
    };
    private static final String[] TEXTS = {
        "Oslo",
        "hello world",
        "a, b and c",
        "It is 5 o'clock",
        "see section 3: colons",
        "",
        "x",
        "https://a.example/b?c=d",
        "2026-11-21",
        "Ærøskøbing",
        "first line\\nsecond line",
        "tab\\there",
        "path C:\\\\temp\\\\new",
        "100%",
        "she said \\\"yes\\\" twice",
        "for (i = 0; i < n; i++) { f(i); }",
        "done.",
        "[draft]",
        "a-b_c",
        "世界",
        "\\\\d+ items",
        "C:\\\\Users\\\\Me",
        "bell\\u0007rings",
        "He said: \\\"no, thanks\\\", and left",
        "\\\"Dune\\\" is a novel",
        "the novel is called \\\"Dune\\\"",
        "a 27\\\" screen, black",
        "print(\\\"hi\\\")",
        "<a href=\\\"x.html\\\" class=\\\"b\\\">link</a>",
        "set \\\"name\\\": \\\"value\\\" there",
        "one \\\"two\\\", \\\"three\\\" and \\\"four\\\""
    };
    private static final String[] NUMBERS = {"0", "1", "42", "-7", "3.14", "1e5", "1000000", "0.5", "19.90"};
    private static final String[] WORDS = {"true", "false", "null"};

    private Specimens() {}

    static String document(Random random) {
        StringBuilder out = new StringBuilder();
        String indent = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> " ";
            default -> "\n";
        };
        if (random.nextInt(4) == 0) {
            list(random, out, indent, 0);
        } else {
            object(random, out, indent, 0);
        }
        return out.toString();
    }

    private static void object(Random random, StringBuilder out, String style, int depth) {
        out.append('{');
        int count = (depth == 0 ? 2 : 1) + random.nextInt(4);
        int first = random.nextInt(KEYS.length);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : comma(style)).append(line(style, depth + 1));
            out.append('"').append(KEYS[(first + i * 7) % KEYS.length]).append(style.isEmpty() ? "\":" : "\": ");
            value(random, out, style, depth + 1);
        }
        out.append(line(style, depth)).append('}');
    }

    private static void list(Random random, StringBuilder out, String style, int depth) {
        out.append('[');
        int count = 1 + random.nextInt(4);
        boolean records = random.nextBoolean() && depth < 3;
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : comma(style)).append(line(style, depth + 1));
            if (records) {
                object(random, out, style, depth + 1);
            } else {
                scalar(random, out);
            }
        }
        out.append(line(style, depth)).append(']');
    }

    private static void value(Random random, StringBuilder out, String style, int depth) {
        int pick = random.nextInt(10);
        if (pick == 0 && depth < 4) {
            object(random, out, style, depth);
        } else if (pick <= 2 && depth < 4) {
            list(random, out, style, depth);
        } else {
            scalar(random, out);
        }
    }

    private static void scalar(Random random, StringBuilder out) {
        switch (random.nextInt(5)) {
            case 0 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> out.append(WORDS[random.nextInt(WORDS.length)]);
            default ->
                out.append('"').append(TEXTS[random.nextInt(TEXTS.length)]).append('"');
        }
    }

    private static String comma(String style) {
        return style.equals(" ") ? ", " : ",";
    }

    private static String line(String style, int depth) {
        return style.equals("\n") ? "\n" + "  ".repeat(depth) : "";
    }
}
