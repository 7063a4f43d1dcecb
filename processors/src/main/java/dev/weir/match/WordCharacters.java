package dev.weir.match;

import java.lang.Character.UnicodeScript;

/**
 * Which characters words are made of: letters, digits, the low line, and the marks that are written on letters.
 *
 * <p>Scripts that put no spaces between words (Chinese, Japanese, Thai and their like) have none: there a word may begin
 * and end anywhere.
 */
final class WordCharacters {

    /** The most bytes that a character has in UTF-8. */
    static final int MAX_BYTES = 4;

    private WordCharacters() {}

    static boolean isWord(int codePoint) {
        if (codePoint < 0x80) {
            int small = codePoint | 0x20;
            return (small >= 'a' && small <= 'z') || (codePoint >= '0' && codePoint <= '9') || codePoint == '_';
        }
        return Character.isValidCodePoint(codePoint)
                && (Character.isLetterOrDigit(codePoint) || isMark(codePoint))
                && hasSpaces(UnicodeScript.of(codePoint));
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean hasSpaces(UnicodeScript script) {
        return !(script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.BOPOMOFO
                || script == UnicodeScript.YI
                || script == UnicodeScript.THAI
                || script == UnicodeScript.LAO
                || script == UnicodeScript.KHMER
                || script == UnicodeScript.MYANMAR);
    }
}
