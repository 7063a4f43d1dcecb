package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Random;

/** What runs away exactly: the units that a model repeats byte for byte. */
final class ExactUnits {

    private static final String[] SEPARATORS = {"-", "=", "*", "_", "#", "- ", "=-", "─", "* * ", "~", ".", "+--"};
    private static final String[] CHARACTERS = {"a", "h", "ha", "no ", "o", "lo", "Z", "ab", "x", "é", "na "};
    private static final String[] BLANKS = {" ", "\n", "\t", " \n", "\n\n ", "&nbsp;", "\\n", "\u00a0"};

    private ExactUnits() {}

    /** Letters and spaces of a period between the two, drawn evenly. */
    static byte[] random(Random random, int from, int to) {
        byte[] unit = new byte[from + random.nextInt(to - from + 1)];
        do {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (byte) (random.nextInt(7) == 0 ? ' ' : 'a' + random.nextInt(26));
            }
            unit[random.nextInt(unit.length)] = (byte) ('A' + random.nextInt(26));
        } while (Periods.fundamental(unit) < unit.length);
        return unit;
    }

    static byte[] character(Random random) {
        return bytes(Vocabulary.any(random, CHARACTERS));
    }

    static byte[] separator(Random random) {
        return bytes(Vocabulary.any(random, SEPARATORS));
    }

    static byte[] blank(Random random) {
        return bytes(Vocabulary.any(random, BLANKS));
    }

    static byte[] word(Random random) {
        return bytes(Vocabulary.any(random, Vocabulary.NOUNS) + (random.nextBoolean() ? " " : ", "));
    }

    static byte[] phrase(Random random) {
        return bytes("the " + Vocabulary.any(random, Vocabulary.ADJECTIVES) + " "
                + Vocabulary.any(random, Vocabulary.NOUNS) + " and ");
    }

    static byte[] sentence(Random random) {
        return bytes(Prose.sentence(random) + (random.nextBoolean() ? " " : "\n"));
    }

    static byte[] paragraph(Random random) {
        return bytes(Prose.paragraph(random, 2 + random.nextInt(9)) + "\n\n");
    }

    static byte[] bullet(Random random) {
        String name = Vocabulary.capitalised(Vocabulary.any(random, Vocabulary.NOUNS));
        return switch (random.nextInt(3)) {
            case 0 -> bytes("- " + name + "\n");
            case 1 -> bytes("* **" + name + "**: " + Prose.sentence(random) + "\n");
            default -> bytes("1. " + Prose.sentence(random) + "\n");
        };
    }

    static byte[] codeBlock(Random random) {
        return bytes("```java\n" + CodeTexts.method(random) + "```\n\n");
    }

    static byte[] code(Random random) {
        return bytes(CodeTexts.method(random) + "\n");
    }

    static byte[] jsonObject(Random random) {
        return bytes(String.format(
                Locale.ROOT,
                "  {\"id\": %d, \"name\": \"%s\", \"city\": \"%s\", \"active\": %s, \"tags\": []},\n",
                random.nextInt(1_000),
                Vocabulary.any(random, Vocabulary.NAMES),
                Vocabulary.any(random, Vocabulary.PLACES),
                random.nextBoolean()));
    }

    static byte[] tableRow(Random random) {
        return bytes("| " + Vocabulary.any(random, Vocabulary.NAMES) + " | " + random.nextInt(1_000) + " | "
                + Vocabulary.any(random, Vocabulary.NOUNS) + " |\n");
    }

    static byte[] chinese(Random random) {
        return bytes(Prose.chinese(random));
    }

    static byte[] accented(Random random) {
        return bytes((random.nextBoolean() ? Prose.german(random) : Prose.russian(random)) + " ");
    }

    static byte[] emoji(Random random) {
        StringBuilder unit = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            unit.append(Vocabulary.any(random, Vocabulary.EMOJI));
        }
        return bytes(random.nextBoolean() ? unit.toString() : unit.append(' ').toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
