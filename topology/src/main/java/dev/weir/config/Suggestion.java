package dev.weir.config;

import java.util.Collection;
import java.util.Locale;

/** Guesses which known word a mistyped one was meant to be. */
final class Suggestion {

    private static final int MAX_EDITS = 2;

    private Suggestion() {}

    /** A clause such as {@code " (did you mean guarantee?)"} to put behind a word, or nothing if no known word is near. */
    static String clause(String written, Collection<String> known) {
        return clause(nearest(written, known));
    }

    /** The clause for a word that {@link #nearest} found. */
    static String clause(String nearest) {
        return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
    }

    /** The known word that is nearest, or an empty string if none is near. */
    static String nearest(String written, Collection<String> known) {
        String best = "";
        int fewest = MAX_EDITS + 1;
        for (String candidate : known) {
            // A word of which most letters differ is another word: two edits turn "on" into anything short.
            int limit = Math.min(MAX_EDITS, candidate.length() / 2);
            if (Math.abs(candidate.length() - written.length()) <= limit) {
                int edits = edits(normal(written), normal(candidate));
                if (edits <= limit && edits < fewest) {
                    fewest = edits;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Levenshtein distance: how many characters to insert, delete or replace. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
