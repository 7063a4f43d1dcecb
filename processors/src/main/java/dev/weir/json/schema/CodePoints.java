package dev.weir.json.schema;

/** Reads UTF-8 a character at a time; a byte that is out of place is a character that no string has. */
final class CodePoints {

    private static final int NONE = 0x110000;

    private CodePoints() {}

    /** How many bytes the character at {@code p} has. */
    static int length(byte[] text, int p, int to) {
        int lead = text[p] & 0xFF;
        int length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
        if (p + length > to) {
            return 1;
        }
        for (int i = 1; i < length; i++) {
            if ((text[p + i] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return length;
    }

    /** The character at {@code p}. */
    static int at(byte[] text, int p, int to) {
        byte lead = text[p];
        return switch (length(text, p, to)) {
            case 2 -> (lead & 0x1F) << 6 | (text[p + 1] & 0x3F);
            case 3 -> (lead & 0x0F) << 12 | (text[p + 1] & 0x3F) << 6 | (text[p + 2] & 0x3F);
            case 4 ->
                (lead & 0x07) << 18 | (text[p + 1] & 0x3F) << 12 | (text[p + 2] & 0x3F) << 6 | (text[p + 3] & 0x3F);
            default -> lead >= 0 ? lead : NONE + (lead & 0xFF);
        };
    }
}
