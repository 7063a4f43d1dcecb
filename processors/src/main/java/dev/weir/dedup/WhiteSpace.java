package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.SPACE;

/** Masks the amount of white space in a line, and nothing else. */
final class WhiteSpace {

    private WhiteSpace() {}

    /** Writes a line with a blank for each run of white space, and none at the end; returns the end in {@code out}. */
    static int collapse(byte[] line, int from, int length, byte[] out, int at) {
        int end = ByteKinds.trimmedEnd(line, from, from + length);
        int write = at;
        for (int read = from; read < end; ) {
            if (ByteKinds.is(SPACE, line[read])) {
                out[write++] = ' ';
                read = ByteKinds.endOf(SPACE, line, read + 1, end);
            } else {
                out[write++] = line[read++];
            }
        }
        return write;
    }
}
