package dev.weir.dedup.near;

/** What bytes words are made of. */
final class Characters {

    private Characters() {}

    static boolean isWord(byte b) {
        return b < 0 || isDigit(b) || isLetter(b);
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return b > 0 && lower >= 'a' && lower <= 'z';
    }
}
