package dev.weir.envelope;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Byte ranges of a value to be replaced; ranges do not overlap, and those at one place apply in the order added. */
final class Splices {

    private static final class Splice {
        final int start;
        final int end;
        final byte[] replacement;

        Splice(int start, int end, byte[] replacement) {
            this.start = start;
            this.end = end;
            this.replacement = replacement;
        }
    }

    private final List<Splice> splices = new ArrayList<>();

    void clear() {
        splices.clear();
    }

    boolean isEmpty() {
        return splices.isEmpty();
    }

    void add(int start, int end, byte[] replacement) {
        splices.add(new Splice(start, end, replacement));
    }

    /** Whether the byte at an offset is replaced already. */
    boolean touches(int offset) {
        for (Splice splice : splices) {
            if (splice.start <= offset && offset < splice.end) {
                return true;
            }
        }
        return false;
    }

    byte[] apply(byte[] value) {
        if (splices.isEmpty()) {
            return value;
        }
        splices.sort(Comparator.comparingInt(splice -> splice.start));
        int size = value.length;
        for (Splice splice : splices) {
            size += splice.replacement.length - (splice.end - splice.start);
        }
        byte[] result = new byte[size];
        int from = 0;
        int to = 0;
        for (Splice splice : splices) {
            int kept = splice.start - from;
            System.arraycopy(value, from, result, to, kept);
            System.arraycopy(splice.replacement, 0, result, to + kept, splice.replacement.length);
            to += kept + splice.replacement.length;
            from = splice.end;
        }
        System.arraycopy(value, from, result, to, value.length - from);
        return result;
    }
}
