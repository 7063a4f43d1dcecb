package dev.weir.bench;

/** A record to be sent. */
public final class Message {

    private final byte[] key;
    private final byte[] value;

    Message(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    byte[] key() {
        return key;
    }

    /** The bytes themselves. */
    public byte[] value() {
        return value;
    }
}
