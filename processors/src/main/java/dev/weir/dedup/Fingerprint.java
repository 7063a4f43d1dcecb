package dev.weir.dedup;

import java.util.HexFormat;

/** The 128-bit name of a kind of line; two kinds share one with a probability of about n² / 2^129 among n kinds. */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;

    static Fingerprint fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Fingerprint(
                Long.reverseBytes(EightBytes.load(bytes, 0)), Long.reverseBytes(EightBytes.load(bytes, Long.BYTES)));
    }

    /** 16 bytes, big-endian. */
    byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        EightBytes.store(bytes, 0, Long.reverseBytes(high));
        EightBytes.store(bytes, Long.BYTES, Long.reverseBytes(low));
        return bytes;
    }

    String toHex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public int hashCode() {
        return (int) low; // uniform already
    }
}
