package dev.weir.batch;

import java.util.Arrays;

/**
 * Messages packed one behind the other, as a device with memory of its own wants them. Immutable once built, as long as
 * nobody writes to the arrays that it hands out.
 */
public final class Batch {

    private final byte[] bytes;
    private final int[] offsets;
    private final int messages;

    private Batch(byte[] bytes, int[] offsets, int messages) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.messages = messages;
    }

    /** A batch of one message, which is copied. */
    public static Batch of(byte[] source, int from, int to) {
        return new Batch(Arrays.copyOfRange(source, from, to), new int[] {0, to - from}, 1);
    }

    /** How many messages there are. */
    public int messages() {
        return messages;
    }

    /** How many bytes all messages have together. */
    public int size() {
        return offsets[messages];
    }

    /** All messages, the first from index 0 on; there may be more bytes behind the last. Not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where each message begins, and behind the last where it ends; there may be more behind that. Not to be written to. */
    public int[] offsets() {
        return offsets;
    }

    /** Where a message begins in {@link #bytes}. */
    public int start(int message) {
        return offsets[message];
    }

    /** Just behind the last byte of a message. */
    public int end(int message) {
        return offsets[message + 1];
    }

    /** A batch of the messages from one to before another, in arrays of its own. */
    public Batch slice(int from, int to) {
        Builder slice = new Builder();
        slice.add(bytes, offsets[from], offsets[to] - offsets[from]);
        int[] starts = new int[to - from + 1];
        for (int message = from; message <= to; message++) {
            starts[message - from] = offsets[message] - offsets[from];
        }
        return new Batch(slice.bytes, starts, to - from);
    }

    /** Packs messages; belongs to one thread. */
    public static final class Builder {

        private static final int FIRST_BYTES = 4_096;

        /** The most bytes that a batch has: positions are ints, also on the device. */
        public static final int MAX_BYTES = 1 << 30;

        private byte[] bytes = new byte[FIRST_BYTES];
        private int[] offsets = new int[64];
        private int messages;

        /**
         * Adds a message.
         *
         * @return its number, from 0
         * @throws IllegalArgumentException if the batch would exceed {@link #MAX_BYTES}
         */
        public int add(byte[] source, int offset, int length) {
            int size = offsets[messages];
            if (length > MAX_BYTES - size) {
                throw new IllegalArgumentException(
                        "a batch of " + size + " bytes has no room for " + length + ", " + MAX_BYTES + " are the most");
            }
            if (length > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, (int)
                        Math.min(MAX_BYTES, Math.max(2L * bytes.length, size + (long) length)));
            }
            if (messages + 1 == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            System.arraycopy(source, offset, bytes, size, length);
            offsets[messages + 1] = size + length;
            return messages++;
        }

        /** How many messages were added. */
        public int messages() {
            return messages;
        }

        /** How many bytes they have together. */
        public int size() {
            return offsets[messages];
        }

        /** The batch; this builder is not to be used any more. */
        public Batch build() {
            return new Batch(bytes, offsets, messages);
        }
    }
}
