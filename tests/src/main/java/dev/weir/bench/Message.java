package dev.weir.bench;

/** A record to be sent. */
final class Message {

    private final byte[] key;
    private final byte[] value;

    Message(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }
}
