package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * What runs away without repeating itself in order: much text, nothing new.
 *
 * <p>Each method draws what it is made of and returns what the repetition of a given number, from 0, is.
 */
final class NoveltyTexts {

    private static final String[] CIRCLES = {
        "Wait, let me reconsider the %1$s. ",
        "Hmm, but the %2$s may still be %3$s. ",
        "Let me check again whether the %1$s is %3$s. ",
        "Actually, no, the %2$s comes before the %1$s. ",
        "So the %1$s must be right after all. ",
        "But wait, what about the %2$s? ",
        "OK, let me think about this once more. ",
        "Let me double-check the %2$s and the %1$s. "
    };
    private static final String[][] SYNONYMS = {
        {"important", "relevant", "crucial", "essential"},
        {"system", "platform", "application", "product"},
        {"shows", "demonstrates", "indicates", "reveals"},
        {"improve", "enhance", "better", "strengthen"},
        {"quickly", "rapidly", "promptly", "swiftly"},
        {"users", "customers", "clients", "people"},
        {"result", "outcome", "effect", "consequence"},
        {"ensures", "guarantees", "secures", "provides"},
        {"large", "big", "considerable", "great"},
        {"method", "approach", "technique", "way"}
    };
    private static final String[] PARAPHRASED = {
        "It is {0} to note that the {1} {2} how we can {3} the {6} for all {5}. ",
        "The {9} {7} that a {8} share of the {5} sees the {6} {4}. ",
        "Overall, this {9} {2} that the {1} is {0} for {5}. ",
        "To {3} the {1}, we need a {9} that {7} a {8} {6}. ",
        "In short, {5} {4} see why a {8} {6} of the {1} is {0}. "
    };

    private NoveltyTexts() {}

    /** Sentences of a small set in random order. */
    static IntFunction<String> shuffled(Random random) {
        List<String> sentences = new ArrayList<>();
        for (int i = 4 + random.nextInt(5); i > 0; i--) {
            sentences.add(Prose.sentence(random) + " ");
        }
        return i -> sentences.get(random.nextInt(sentences.size()));
    }

    /** A paragraph in which each repetition changes 6 % of the words for good. */
    static IntFunction<String> drift(Random random) {
        String[] words = Prose.paragraph(random, 3 + random.nextInt(8)).split(" ", -1);
        return i -> {
            for (int at = 0; at < words.length && i > 0; at++) {
                if (random.nextInt(100) < 6) {
                    words[at] = Vocabulary.any(random, Vocabulary.NOUNS);
                }
            }
            return String.join(" ", words) + "\n";
        };
    }

    /** A few sentences with the same meaning, each word with synonyms drawn among them. */
    static IntFunction<String> paraphrased(Random random) {
        return i -> {
            String sentence = PARAPHRASED[i % PARAPHRASED.length];
            for (int set = 0; set < SYNONYMS.length; set++) {
                sentence = sentence.replace("{" + set + "}", Vocabulary.any(random, SYNONYMS[set]));
            }
            return sentence;
        };
    }

    /** A reasoner in a circle: the same doubts about the same few things. */
    static IntFunction<String> circular(Random random) {
        String[] things = {noun(random), noun(random), noun(random)};
        String[] claims = {adjective(random), adjective(random)};
        return i -> Vocabulary.any(random, CIRCLES)
                .formatted(
                        Vocabulary.any(random, things), Vocabulary.any(random, things), Vocabulary.any(random, claims));
    }

    /** A dozen words in random order. */
    static IntFunction<String> fewWords(Random random) {
        String[] words = new String[8 + random.nextInt(5)];
        for (int i = 0; i < words.length; i++) {
            words[i] = noun(random);
        }
        return i -> {
            StringBuilder text = new StringBuilder();
            for (int word = 8 + random.nextInt(8); word > 0; word--) {
                text.append(Vocabulary.any(random, words)).append(word == 1 ? ". " : " ");
            }
            return text.toString();
        };
    }

    private static String noun(Random random) {
        return Vocabulary.any(random, Vocabulary.NOUNS);
    }

    private static String adjective(Random random) {
        return Vocabulary.any(random, Vocabulary.ADJECTIVES);
    }
}
