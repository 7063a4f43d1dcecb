package dev.weir.live;

/** Text of which only the shape may be seen: letters become x, digits 0; what structures JSON stays. */
final class Masked {

    private static final String KEPT = " {}[]\":,'`\\\n\u27E6\u27E7";
    private static final int FIRST_PICTURE = 0x2400;
    private static final int LAST_PICTURE = 0x2421;

    private Masked() {}

    static String of(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints().forEach(character -> masked.appendCodePoint(mask(character)));
        return masked.toString();
    }

    private static int mask(int character) {
        if (Character.isDigit(character)) {
            return '0';
        }
        if (Character.isLetter(character)) {
            return 'x';
        }
        boolean kept = KEPT.indexOf(character) >= 0 || (character >= FIRST_PICTURE && character <= LAST_PICTURE);
        return kept ? character : '\u00B7';
    }
}
