package dev.weir.bench.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Documents such as models and services write: lists of records with texts, numbers, lists and records inside, seeded.
 * One size has the same values in every {@link Condition}.
 */
final class Documents {

    private static final long SEED = 20_261_122;

    private static final String[] WORDS = {
        "the",
        "order",
        "was",
        "sent",
        "to",
        "a",
        "customer",
        "in",
        "Oslo",
        "and",
        "paid",
        "with",
        "card",
        "after",
        "review,",
        "which",
        "took",
        "two",
        "days.",
        "Please",
        "check",
        "stock",
        "for",
        "items",
        "(blue)",
        "again",
        "it's",
        "done;",
        "next:",
        "invoice",
        "v2.1",
        "https://shop.example/a?b=1"
    };
    /** Pieces of strings as JSON spells them, with what is not plain ASCII text. */
    private static final String[] SPECIAL_WORDS = {
        "\\\"quoted\\\"",
        "line\\nbreak",
        "C:\\\\data",
        "tab\\tstop",
        "\\u00e9t\\u00e9",
        "Ærøskøbing",
        "naïve",
        "東京",
        "😀",
        "a\\/b"
    };

    private static final String[] KEYS = {
        "name", "city", "comment", "street", "title", "notes", "summary", "message", "owner", "category", "reference"
    };
    private static final String[] LITERALS = {"true", "false", "null"};
    private static final int DEEPEST = 3;

    private final Random random = new Random(SEED);
    private int bytes;

    private Documents() {}

    /** Text of about that many bytes, and a few hundred more or less in the conditions that are not sound. */
    static byte[] text(Condition condition, int bytes) {
        return new DocumentWriter(condition).write(new Documents().list(bytes));
    }

    /** What stands in a document as it is written there: a number, or a literal. */
    record Bare(String text) {
        boolean isLiteral() {
            return Character.isLetter(text.charAt(0));
        }
    }

    private List<Object> list(int wanted) {
        List<Object> records = new ArrayList<>();
        while (bytes < wanted) {
            records.add(record(1, wanted));
        }
        return records;
    }

    private Map<String, Object> record(int depth, int wanted) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "id", number(), depth);
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count && bytes < wanted; i++) {
            String key = KEYS[random.nextInt(KEYS.length)];
            put(members, members.containsKey(key) ? key + "_" + i : key, value(depth, wanted), depth);
        }
        count(2 * depth + 3);
        return members;
    }

    private void put(Map<String, Object> members, String key, Object value, int depth) {
        members.put(key, value);
        count(key.length() + 6 + 2 * depth);
    }

    private Object value(int depth, int wanted) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> number();
            case 2 -> literal();
            case 3 -> depth < DEEPEST ? record(depth + 1, wanted) : string();
            case 4 -> numbers();
            default -> string();
        };
    }

    private Bare number() {
        return bare(
                switch (random.nextInt(4)) {
                    case 0 -> Integer.toString(random.nextInt(100));
                    case 1 -> Integer.toString(random.nextInt());
                    case 2 -> random.nextInt(1000) + "." + (10 + random.nextInt(90));
                    default -> random.nextInt(10) + ".5e" + random.nextInt(30);
                });
    }

    private Bare literal() {
        return bare(LITERALS[random.nextInt(LITERALS.length)]);
    }

    private Bare bare(String text) {
        count(text.length());
        return new Bare(text);
    }

    private List<Object> numbers() {
        List<Object> numbers = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            numbers.add(number());
            count(2);
        }
        return numbers;
    }

    /** A string's content as JSON spells it, of 5 to 200 bytes. */
    private String string() {
        int length = 5 + (random.nextInt(3) == 0 ? random.nextInt(190) : random.nextInt(40));
        StringBuilder text = new StringBuilder("Note");
        while (text.length() < length) {
            text.append(' ').append(random.nextInt(12) == 0 ? pick(SPECIAL_WORDS) : pick(WORDS));
        }
        count(text.length() + 2);
        return text.toString();
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private void count(int more) {
        bytes += more;
    }
}
