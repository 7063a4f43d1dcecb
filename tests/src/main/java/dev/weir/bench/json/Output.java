package dev.weir.bench.json;

import dev.weir.filter.Alert;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes what an engine emits and keeps it, as an encoder would; the same buffer for all documents. */
final class Output implements FilterOutput {

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private boolean refused;

    void clear() {
        length = 0;
        refused = false;
    }

    @Override
    public void text(byte[] text, int offset, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(text, offset, bytes, length, count);
        length += count;
    }

    void text(byte[] text) {
        text(text, 0, text.length);
    }

    @Override
    public void thinking(byte[] text, int offset, int count) {}

    @Override
    public void flag(String flag) {
        refused |= flag.equals("json-refused");
    }

    @Override
    public void alert(Alert alert) {}

    @Override
    public void report(Report report) {}

    /** Whether a stream was given up. */
    boolean refused() {
        return refused;
    }

    /** A number that depends on all the work; reads a few bytes only, for it is part of what is timed. */
    long hash() {
        long hash = length;
        for (int i = 0; i < length; i += 509) {
            hash = hash * 31 + bytes[i];
        }
        return hash;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    String string() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
