package dev.weir.bench.loops;

import java.util.Random;
import java.util.function.Consumer;

/** Sentences and paragraphs, made up from patterns and words. */
final class Prose {

    /** N noun, V verb, A adjective, R adverb, P person, L place, D a number; capital letters that stand alone. */
    private static final String[] PATTERNS = {
        "The A N V the N of the N.",
        "In L the N R V a A N, and nobody minds.",
        "P V the N before the A N V it.",
        "When the N V the N, P R V another N.",
        "It is A that a N V its own N.",
        "About D of the N in L belong to a A N.",
        "\"This N is A,\" says P, \"but the N V it R.\"",
        "What the N V, every A N V too.",
        "P and P R share a N near L.",
        "One A N V more than the A N ever did.",
        "Since the N V a N, its A part is no longer A.",
        "Neither the N nor the A N V what P wants.",
        "There were D A N along the N, as P R tells.",
        "To see why, compare the N of L with a A N.",
        "Without a N, the N R V nothing at all.",
        "P came to L for the N and stayed for its A N.",
        "However, the N V a A N only if the N V it first.",
        "The N, which P R V, cost D and a A N.",
        "Each N V a A N; some V two.",
        "For example, one N from L V a N that is rather A.",
        "Then the A N V everything that the N left behind.",
        "Would the N be A if P had chosen the N in L?",
        "Most people R forget how A the N once was.",
        "As a rule, a A N V better than a A one."
    };

    private Prose() {}

    static String sentence(Random random) {
        StringBuilder sentence = new StringBuilder(80);
        String pattern = Vocabulary.any(random, PATTERNS);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean alone = !isLetter(pattern, i - 1) && !isLetter(pattern, i + 1);
            sentence.append(alone ? filled(random, c) : c);
        }
        return sentence.toString();
    }

    private static boolean isLetter(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetter(text.charAt(index));
    }

    private static String filled(Random random, char slot) {
        return switch (slot) {
            case 'N' -> Vocabulary.draw(random, Vocabulary.NOUNS);
            case 'V' -> Vocabulary.draw(random, Vocabulary.VERBS);
            case 'A' -> Vocabulary.draw(random, Vocabulary.ADJECTIVES);
            case 'R' -> Vocabulary.draw(random, Vocabulary.ADVERBS);
            case 'P' -> Vocabulary.any(random, Vocabulary.NAMES);
            case 'L' -> Vocabulary.any(random, Vocabulary.PLACES);
            case 'D' -> Integer.toString(2 + random.nextInt(900));
            default -> String.valueOf(slot);
        };
    }

    static String paragraph(Random random, int sentences) {
        StringBuilder paragraph = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            paragraph.append(i == 0 ? "" : " ").append(sentence(random));
        }
        return paragraph.toString();
    }

    /** Paragraphs with a heading or a list now and then, as models answer. */
    static String article(Random random, int bytes) {
        return filled(bytes, text -> {
            switch (random.nextInt(6)) {
                case 0 -> text.append("## ").append(title(random)).append("\n\n");
                case 1 -> {
                    for (int i = 3 + random.nextInt(4); i > 0; i--) {
                        text.append("- ").append(sentence(random)).append('\n');
                    }
                    text.append('\n');
                }
                default -> text.append(paragraph(random, 2 + random.nextInt(5))).append("\n\n");
            }
        });
    }

    static String title(Random random) {
        return Vocabulary.capitalised(Vocabulary.any(random, Vocabulary.ADJECTIVES)) + " "
                + Vocabulary.any(random, Vocabulary.NOUNS) + " and " + Vocabulary.any(random, Vocabulary.NOUNS);
    }

    /** Words of another language in sentences. */
    static String foreign(Random random, String[] words, String space, String stop, int count) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sentence.append(i == 0 ? "" : space).append(Vocabulary.draw(random, words));
        }
        return Vocabulary.capitalised(sentence.append(stop).toString());
    }

    static String german(Random random) {
        return foreign(random, Vocabulary.GERMAN, " ", ".", 5 + random.nextInt(10));
    }

    static String french(Random random) {
        return foreign(random, Vocabulary.FRENCH, " ", ".", 5 + random.nextInt(10));
    }

    static String russian(Random random) {
        return foreign(random, Vocabulary.RUSSIAN, " ", ".", 5 + random.nextInt(10));
    }

    static String chinese(Random random) {
        return foreign(random, Vocabulary.CHINESE, "", "。", 5 + random.nextInt(12));
    }

    /** Appends until there are so many characters. */
    static String filled(int length, Consumer<StringBuilder> more) {
        StringBuilder text = new StringBuilder(length + 200);
        while (text.length() < length) {
            more.accept(text);
        }
        return text.toString();
    }
}
