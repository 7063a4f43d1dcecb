package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;

/** Songs, talks and proofs: what people repeat on purpose. */
final class SpokenTexts {

    private static final String[] RELATIONS = {"=", "\\leq", "\\approx", "<", "\\equiv"};
    private static final String[] DOUBTS = {
        "Wait, let me reconsider %s. ",
        "Let me check %s again. ",
        "Hmm, what about %s? ",
        "Actually, %s matters here. ",
        "So far %s looks right. "
    };

    private SpokenTexts() {}

    /** Verses with a refrain after each, which is the same every time. */
    static String song(Random random) {
        StringBuilder refrain = new StringBuilder("Chorus:\n");
        String line = shortLine(random);
        for (int i = 0; i < 4; i++) {
            refrain.append(i % 2 == 0 ? line : shortLine(random)).append('\n');
        }
        refrain.append("Oh, ").append(line).append("\nLa la la la la\n\n");
        StringBuilder text = new StringBuilder();
        for (int verse = 1; verse <= 3 + random.nextInt(3); verse++) {
            text.append("Verse ").append(verse).append(":\n").append(poem(random, 4 + random.nextInt(5)));
            text.append('\n').append(refrain);
        }
        return text.append(refrain).toString();
    }

    private static String shortLine(Random random) {
        return "Oh my " + Vocabulary.any(random, Vocabulary.ADJECTIVES) + " "
                + Vocabulary.any(random, Vocabulary.NOUNS) + ", "
                + Vocabulary.any(random, Vocabulary.ADVERBS) + " and "
                + Vocabulary.any(random, Vocabulary.ADVERBS);
    }

    /** Lines that begin alike, as many poems do. */
    static String poem(Random random, int lines) {
        String beginning = Vocabulary.any(random, new String[] {"And the", "O", "Where every", "I saw the", "Never a"});
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(beginning)
                    .append(' ')
                    .append(Vocabulary.any(random, Vocabulary.ADJECTIVES))
                    .append(' ');
            text.append(Vocabulary.any(random, Vocabulary.NOUNS)).append(' ');
            text.append(Vocabulary.any(random, Vocabulary.VERBS)).append(" the ");
            text.append(Vocabulary.any(random, Vocabulary.NOUNS)).append(i % 4 == 3 ? ".\n\n" : ",\n");
        }
        return text.toString();
    }

    static String tex(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            text.append(Prose.sentence(random)).append("\n\\begin{align}\n");
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                text.append(String.format(
                        Locale.ROOT,
                        "  \\frac{\\partial f_{%d}}{\\partial x_{%d}} &%s \\sum_{i=1}^{%d} \\alpha_i x_i^{%d} \\\\%n",
                        random.nextInt(9),
                        random.nextInt(9),
                        Vocabulary.any(random, RELATIONS),
                        random.nextInt(100),
                        random.nextInt(9)));
            }
            text.append("\\end{align}\n");
            if (random.nextInt(4) == 0) {
                text.append("\\begin{pmatrix} ");
                text.append("0 & 0 & 1 & 0 \\\\ ".repeat(1 + random.nextInt(6))).append("\\end{pmatrix}\n");
            }
        });
    }

    static String chat(Random random, int bytes) {
        String one = Vocabulary.any(random, Vocabulary.NAMES);
        String other = Vocabulary.any(random, Vocabulary.PLACES);
        int[] minute = {random.nextInt(600)};
        return Prose.filled(bytes, text -> {
            minute[0] += random.nextInt(3);
            text.append(String.format(
                    Locale.ROOT,
                    "[%02d:%02d] %s: %s%n",
                    minute[0] / 60,
                    minute[0] % 60,
                    random.nextBoolean() ? one : other,
                    random.nextInt(6) == 0
                            ? Vocabulary.any(random, new String[] {"ok", "haha", "yes", "thanks!", "👍"})
                            : Prose.sentence(random)));
        });
    }

    /** Thinking that doubts itself often, about ever new things: slow, yet it gets on. */
    static String reasoning(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String about = "the " + Vocabulary.any(random, Vocabulary.ADJECTIVES) + " "
                    + Vocabulary.any(random, Vocabulary.NOUNS);
            text.append(String.format(Locale.ROOT, Vocabulary.any(random, DOUBTS), about));
            text.append(Prose.paragraph(random, 1 + random.nextInt(4))).append("\n\n");
        });
    }

    static String chinese(Random random, int bytes) {
        return Prose.filled(bytes / 3, text -> {
            for (int i = 2 + random.nextInt(5); i > 0; i--) {
                text.append(Prose.chinese(random));
            }
            text.append("\n\n");
        });
    }

    static String foreign(Random random, int bytes) {
        int language = random.nextInt(3);
        return Prose.filled(bytes, text -> {
            for (int i = 2 + random.nextInt(5); i > 0; i--) {
                text.append(
                                switch (language) {
                                    case 0 -> Prose.german(random);
                                    case 1 -> Prose.french(random);
                                    default -> Prose.russian(random);
                                })
                        .append(' ');
            }
            text.append("\n\n");
        });
    }
}
