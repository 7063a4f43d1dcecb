package dev.weir.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cuts text into pieces of 2 to 6 bytes, as a tokenizer might: a piece likes to begin with the space before a word. */
final class Tokens {

    private static final int MAX_BYTES = 6;

    private Tokens() {}

    /** Never cuts a code point in two; a lone one may be longer or shorter than a piece should be. */
    static List<String> of(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int wanted = 2 + random.nextInt(MAX_BYTES - 1);
            int end = start;
            int bytes = 0;
            while (end < text.length()) {
                int codePoint = text.codePointAt(end);
                int size = utf8Length(codePoint);
                boolean wordEnds = bytes >= 2 && (codePoint == ' ' || codePoint == '\n');
                if (end > start && (bytes + size > MAX_BYTES || bytes >= wanted || wordEnds)) {
                    break;
                }
                bytes += size;
                end += Character.charCount(codePoint);
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** As {@link #of}, but every surrogate pair is cut in two, which only {@code \\u} escapes survive. */
    static List<String> cuttingSurrogatePairs(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowSurrogate(text.charAt(i))) {
                pieces.addAll(of(text.substring(start, i - 1), random));
                pieces.add(text.substring(i - 1, i));
                start = i;
            }
        }
        pieces.addAll(of(text.substring(start), random));
        return pieces;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
