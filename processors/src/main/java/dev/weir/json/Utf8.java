package dev.weir.json;

/** Checks UTF-8 sequences; the well-formed ones are those of the Unicode standard, table 3-7. */
final class Utf8 {

    /** The answer when the sequence goes on after the bytes at hand. */
    static final int MORE = 0;

    private Utf8() {}

    /**
     * Measures the sequence that begins at {@code p} with a byte of 0x80 or more.
     *
     * @param last whether no byte comes after {@code to}
     * @return its length if it is well-formed; minus the length of its ill-formed start, which one U+FFFD replaces; or
     *     {@link #MORE}
     */
    static int sequence(byte[] in, int p, int to, boolean last) {
        int lead = in[p] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < length; i++) {
            if (p + i == to) {
                return last ? -i : MORE;
            }
            int next = in[p + i] & 0xFF;
            if (next < low || next > high) {
                return -i;
            }
            low = 0x80;
            high = 0xBF;
        }
        return length;
    }

    /**
     * Measures two surrogates that stand as three bytes each, as where a pair of them was cut between two pieces, or in
     * CESU-8.
     *
     * @return 6 if that is what begins at {@code p}; {@link #MORE} if it may be; -1 if not
     */
    static int surrogates(byte[] in, int p, int to, boolean last) {
        for (int i = 0; i < 6; i++) {
            if (p + i == to) {
                return last ? -1 : MORE;
            }
            int next = in[p + i] & 0xFF;
            boolean fits = switch (i) {
                case 0, 3 -> next == 0xED;
                case 1 -> next >= 0xA0 && next <= 0xAF;
                case 4 -> next >= 0xB0 && next <= 0xBF;
                default -> next >= 0x80 && next <= 0xBF;
            };
            if (!fits) {
                return -1;
            }
        }
        return 6;
    }
}
