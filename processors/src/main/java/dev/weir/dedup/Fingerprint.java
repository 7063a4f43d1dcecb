package dev.weir.dedup;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The 128-bit name of a kind of line; two kinds share one with a probability of about n² / 2^129 among n kinds. */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;

    static Fingerprint fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Fingerprint(buffer.getLong(), buffer.getLong());
    }

    /** 16 bytes, big-endian. */
    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    String toHex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public int hashCode() {
        return (int) low; // uniform already
    }
}
