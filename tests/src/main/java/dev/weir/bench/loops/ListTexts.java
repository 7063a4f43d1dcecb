package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;

/** Tables, lists and records: row after row of one form. */
final class ListTexts {

    private static final String[] LISTED = {
        "%d. **%s**: %s%n", "%d. %2$s%n", "Item %d: %3$s%n", "%d) %2$s (%3$s)%n", "- [ ] %d %2$s: %3$s%n"
    };

    private ListTexts() {}

    static String markdownTable(Random random, int bytes) {
        int columns = 3 + random.nextInt(4);
        String head = "| id |" + " name |".repeat(columns) + "\n|---:|" + "------|".repeat(columns) + "\n";
        int[] id = {0};
        return head
                + Prose.filled(bytes, text -> {
                    text.append("| ").append(++id[0]).append(" |");
                    for (int i = 0; i < columns; i++) {
                        text.append(' ').append(cell(random)).append(" |");
                    }
                    text.append('\n');
                });
    }

    private static String cell(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(1_000));
            case 1 -> random.nextBoolean() ? "yes" : "no";
            case 2 -> Vocabulary.any(random, Vocabulary.NAMES);
            case 3 -> Prose.title(random);
            default -> Vocabulary.any(random, Vocabulary.NOUNS);
        };
    }

    static String csv(Random random, int bytes) {
        int day = random.nextInt(28);
        int[] row = {0};
        return "date,city,product,units,price\n"
                + Prose.filled(
                        bytes,
                        text -> text.append(String.format(
                                Locale.ROOT,
                                "2026-%02d-%02d,%s,%s,%d,%.2f%n",
                                1 + row[0] / 28 % 12,
                                1 + (day + row[0]++) % 28,
                                Vocabulary.any(random, Vocabulary.PLACES),
                                Vocabulary.any(random, Vocabulary.NOUNS),
                                random.nextInt(500),
                                random.nextInt(100_000) / 100.0)));
    }

    static String sql(Random random, int bytes) {
        int[] id = {random.nextInt(1_000)};
        return Prose.filled(
                bytes,
                text -> text.append(String.format(
                        Locale.ROOT,
                        "INSERT INTO customers (id, name, email, city, created_at) VALUES (%d, '%s %s', '%s%d@example.com',"
                                + " '%s', '2026-%02d-%02d');%n",
                        ++id[0],
                        Vocabulary.any(random, Vocabulary.NAMES),
                        Vocabulary.capitalised(Vocabulary.any(random, Vocabulary.NOUNS)),
                        Vocabulary.any(random, Vocabulary.NAMES).toLowerCase(Locale.ROOT),
                        random.nextInt(100),
                        Vocabulary.any(random, Vocabulary.PLACES),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28))));
    }

    static String jsonArray(Random random, int bytes) {
        int[] id = {0};
        return "[\n"
                + Prose.filled(
                        bytes,
                        text -> text.append(String.format(
                                Locale.ROOT,
                                "  {\"id\": %d, \"name\": \"%s\", \"city\": \"%s\", \"active\": %s, \"tags\": [\"%s\"],"
                                        + " \"parent\": null},%n",
                                ++id[0],
                                Vocabulary.any(random, Vocabulary.NAMES),
                                Vocabulary.any(random, Vocabulary.PLACES),
                                random.nextBoolean(),
                                Vocabulary.any(random, Vocabulary.NOUNS))))
                + "]\n";
    }

    /** Points, as plotting code and geometry have them: only numbers change. */
    static String points(Random random, int bytes) {
        return "[\n"
                + Prose.filled(
                        bytes,
                        text -> text.append(String.format(
                                Locale.ROOT,
                                "  {\"x\": %.3f, \"y\": %.3f},%n",
                                random.nextGaussian() * 50,
                                random.nextGaussian() * 50)))
                + "]\n";
    }

    static String yaml(Random random, int bytes) {
        return "services:\n"
                + Prose.filled(
                        bytes,
                        text -> text.append(String.format(
                                Locale.ROOT,
                                "  - name: %s-%s%n    image: registry.example.com/%s:%d.%d.%d%n    replicas: %d%n"
                                        + "    enabled: %s%n    ports:%n      - %d%n",
                                Vocabulary.any(random, Vocabulary.CODE),
                                Vocabulary.any(random, Vocabulary.CODE),
                                Vocabulary.any(random, Vocabulary.CODE),
                                random.nextInt(5),
                                random.nextInt(20),
                                random.nextInt(20),
                                1 + random.nextInt(5),
                                random.nextBoolean(),
                                1_024 + random.nextInt(40_000))));
    }

    static String html(Random random, int bytes) {
        return "<ul class=\"menu\">\n"
                + Prose.filled(bytes, text -> {
                    String noun = Vocabulary.any(random, Vocabulary.NOUNS);
                    text.append("  <li class=\"item\"><a href=\"/").append(noun).append('/');
                    text.append(random.nextInt(1_000)).append("\">").append(Prose.title(random));
                    text.append("</a></li>\n");
                })
                + "</ul>\n";
    }

    /** Up to some dozens of numbered items, each with something of its own to say. */
    static String enumeration(Random random) {
        String pattern = Vocabulary.any(random, LISTED);
        StringBuilder text = new StringBuilder(Prose.sentence(random)).append("\n\n");
        int items = 5 + random.nextInt(60);
        for (int i = 1; i <= items; i++) {
            text.append(String.format(Locale.ROOT, pattern, i, Prose.title(random), Prose.sentence(random)));
        }
        return text.append('\n').append(Prose.sentence(random)).toString();
    }

    /** "item 1" to "item 12", with nothing to say but the number. */
    static String twelveItems(Random random) {
        String noun = Vocabulary.any(random, Vocabulary.NOUNS);
        String[] patterns = {
            "item %d%n", "Processing " + noun + " %d%n", "%d. " + noun + " %d%n", "- [x] Check " + noun + " %d%n"
        };
        String pattern = Vocabulary.any(random, patterns);
        StringBuilder text = new StringBuilder(Prose.paragraph(random, 2)).append("\n\n");
        for (int i = 1; i <= 12; i++) {
            text.append(String.format(Locale.ROOT, pattern, i, i));
        }
        return text.append('\n').append(Prose.paragraph(random, 2)).toString();
    }

    /** Sentences and what they are in other languages, pair by pair. */
    static String translations(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            text.append("English: ").append(Prose.sentence(random)).append("\nDeutsch: ");
            text.append(Prose.german(random)).append("\nFrançais: ").append(Prose.french(random));
            text.append("\nРусский: ").append(Prose.russian(random)).append("\n中文：");
            text.append(Prose.chinese(random)).append("\n\n");
        });
    }

    /** A catalogue of messages, most of them not translated yet. */
    static String messageCatalogue(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            text.append("#: src/")
                    .append(Vocabulary.any(random, Vocabulary.CODE))
                    .append(".py:");
            text.append(random.nextInt(900))
                    .append("\nmsgid \"")
                    .append(Prose.sentence(random).replace('"', '\''));
            text.append("\"\nmsgstr \"")
                    .append(random.nextInt(3) == 0 ? Prose.german(random) : "")
                    .append("\"\n\n");
        });
    }
}
