package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much a text repeats itself, as papers on degenerate text report it.
 *
 * <p>distinct-n is the share of different n-grams among all (Li et al. 2016), seq-rep-4 one less that share for n = 4
 * (Welleck et al. 2019), both over words; a sign or a character of a script without spaces is a word, and a long row of
 * letters is several, as tokenisers have it.
 */
final class Variety {

    private static final int LONGEST_WORD = 8;
    private static final int MOST = 4;

    private final double[] distinct = new double[MOST + 1];
    private int texts;

    void add(byte[] text, int from, int to) {
        List<String> words = words(new String(text, from, to - from, UTF_8));
        for (int n = 1; n <= MOST; n++) {
            distinct[n] += distinct(words, n);
        }
        texts++;
    }

    double seqRep4() {
        return 1 - distinct(4);
    }

    /** The mean of the texts. */
    double distinct(int n) {
        return texts == 0 ? Double.NaN : distinct[n] / texts;
    }

    private static double distinct(List<String> words, int n) {
        int count = words.size() - n + 1;
        if (count <= 0) {
            return 1;
        }
        Set<List<String>> different = new HashSet<>();
        for (int i = 0; i < count; i++) {
            different.add(words.subList(i, i + n));
        }
        return (double) different.size() / count;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            boolean letter = isLetter(text.codePointAt(at));
            if (!letter || at - from >= LONGEST_WORD) {
                add(words, text.substring(from, at));
                from = at;
            }
            if (!letter) {
                from = text.offsetByCodePoints(at, 1);
                add(words, text.substring(at, from));
            }
        }
        add(words, text.substring(from));
        return words;
    }

    private static boolean isLetter(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
    }

    /** Single spaces stand between words and are none themselves; other white space counts. */
    private static void add(List<String> words, String word) {
        if (!word.isEmpty() && !word.equals(" ")) {
            words.add(word);
        }
    }
}
