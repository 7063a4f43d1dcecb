package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What runs away with small changes that say nothing.
 *
 * <p>Each method draws what stays the same and returns what the repetition of a given number, from 0, is.
 */
final class NearTexts {

    private static final String[] COUNTED = {
        "Step %d: I will now check file number %d of the project and report what I find. ",
        "Processing item %d of the list. ",
        "This is attempt number %d to solve the problem, and it failed as well. ",
        "Chapter %d. In this chapter we look at the results of chapter %d once more. ",
        "Now we add the number %d to the sum, which gives us the next value. "
    };
    private static final String[] LISTED = {
        "%d. Add a test case for the next edge case\n",
        "%d. **Improve performance**: Optimise the code to run faster.\n",
        "- Item %d: see the previous item\n",
        "### Question %d\n\nWhat is the capital of the country?\n\n"
    };

    private NearTexts() {}

    /** A sentence with a number that counts up. */
    static IntFunction<String> countedSentence(Random random) {
        String pattern = Vocabulary.any(random, COUNTED);
        int first = first(random);
        return i -> String.format(Locale.ROOT, pattern, first + i, first + i);
    }

    /** An item of a list with a number that counts up. */
    static IntFunction<String> countedItem(Random random) {
        String pattern = Vocabulary.any(random, LISTED);
        int first = first(random);
        return i -> String.format(Locale.ROOT, pattern, first + i);
    }

    /** Several sentences with a counter at their head. */
    static IntFunction<String> countedParagraph(Random random) {
        String rest = Prose.paragraph(random, 2 + random.nextInt(5)) + "\n\n";
        int first = first(random);
        return i -> "Day " + (first + i) + ". " + rest;
    }

    private static int first(Random random) {
        return 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
    }

    /** Objects whose numbers change and nothing else. */
    static IntFunction<String> objects(Random random) {
        String name = Vocabulary.any(random, Vocabulary.NAMES);
        int price = random.nextInt(500);
        return i -> String.format(
                Locale.ROOT,
                "  {\"id\": %d, \"name\": \"%s\", \"email\": \"user%d@example.com\", \"price\": %d},%n",
                i + 1,
                name,
                i + 1,
                price + 7 * i);
    }

    /** Sentences with a number drawn anew each time. */
    static IntFunction<String> numbers(Random random) {
        String name = Vocabulary.any(random, Vocabulary.PLACES);
        return i -> "The temperature in " + name + " is " + random.nextInt(45) + " degrees and the wind comes at "
                + random.nextInt(120) + " km/h. ";
    }

    /** The same event with ever later timestamps. */
    static IntFunction<String> timestamps(Random random) {
        String event = Vocabulary.identifier(random) + " did not answer, trying again with the same settings";
        long start = random.nextInt(86_400);
        return i -> {
            long at = start + 3L * i + random.nextInt(3);
            return String.format(
                    Locale.ROOT,
                    "[2026-05-%02d %02d:%02d:%02d] %s%n",
                    1 + at / 86_400 % 28,
                    at / 3_600 % 24,
                    at / 60 % 60,
                    at % 60,
                    event);
        };
    }

    /** The same words, but spaces become several, or line breaks. */
    static IntFunction<String> whiteSpace(Random random) {
        String text = Prose.paragraph(random, 1 + random.nextInt(3)) + " ";
        return i -> replaced(text, ' ', () -> switch (random.nextInt(12)) {
            case 0 -> "  ";
            case 1 -> "\n";
            case 2 -> "\n    ";
            default -> " ";
        });
    }

    /** The same words, some of them in capitals. */
    static IntFunction<String> letterCase(Random random) {
        String[] words = Prose.paragraph(random, 1 + random.nextInt(3)).split(" ", -1);
        return i -> {
            StringBuilder text = new StringBuilder();
            for (String word : words) {
                text.append(random.nextInt(5) == 0 ? word.toUpperCase(Locale.ROOT) : word)
                        .append(' ');
            }
            return text.toString();
        };
    }

    private static String replaced(String text, char what, Supplier<String> by) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(c == what ? by.get() : String.valueOf(c));
        }
        return result.toString();
    }
}
