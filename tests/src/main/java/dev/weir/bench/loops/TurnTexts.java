package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The turns of an agent, which looks at files, changes them, runs tests and says what it did. */
final class TurnTexts {

    private TurnTexts() {}

    static String path(Random random) {
        return "src/" + Vocabulary.any(random, Vocabulary.CODE) + "/" + Vocabulary.identifier(random) + ".java";
    }

    static Turn read(Random random) {
        return new Turn(
                "read_file",
                String.format(
                        Locale.ROOT, "{\"path\": \"%s\", \"line\": %d}", path(random), 1 + random.nextInt(2_000)));
    }

    static Turn edit(Random random) {
        return new Turn(
                "edit_file",
                String.format(
                        Locale.ROOT,
                        "{\"path\": \"%s\", \"old\": \"%s\", \"new\": \"%s\"}",
                        path(random),
                        Vocabulary.identifier(random),
                        Vocabulary.identifier(random)));
    }

    static Turn search(Random random) {
        return new Turn(
                "search",
                "{\"query\": \"" + Vocabulary.identifier(random) + " " + Vocabulary.any(random, Vocabulary.NOUNS)
                        + "\", \"limit\": 20}");
    }

    static Turn test() {
        return new Turn("run_tests", "{\"command\": \"mvn -q test\"}");
    }

    static Turn message(Random random) {
        return Turn.says(Prose.paragraph(random, 2 + random.nextInt(3)));
    }

    /** Some turn, as agents mostly have them. */
    static Turn any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> search(random);
            case 1 -> edit(random);
            case 2 -> message(random);
            default -> read(random);
        };
    }

    /** A call whose arguments can be written in many ways that mean the same. */
    static List<Turn> reworded(Random random, int times) {
        List<String> members = new ArrayList<>(List.of(
                "\"path\"%s\"" + path(random) + "\"",
                "\"pattern\"%s\"" + Vocabulary.identifier(random) + "\"",
                "\"recursive\"%strue"));
        int limit = 10 * (1 + random.nextInt(90));
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String[] limits = {"" + limit, limit + ".0", limit / 10 + "e1", limit + ".00"};
            List<String> written = new ArrayList<>(members);
            written.add("\"limit\"%s" + Vocabulary.any(random, limits));
            Collections.shuffle(written, random);
            String colon = random.nextBoolean() ? ":" : ": ";
            String between = Vocabulary.any(random, new String[] {",", ", ", ",\n  "});
            turns.add(new Turn(
                    "grep", "{" + String.join(between, written).replace("%s", colon) + (i % 2 == 0 ? "}" : " }")));
        }
        return turns;
    }
}
