package dev.weir.cli;

import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, whatever their encoding; a line ends at a line feed, which is not part of it.
 *
 * <p>Before each read that may have to wait it flushes the output: whoever types, or sends and waits for an answer, sees at
 * once what came of the lines so far, while lines that lie ready share one write.
 */
final class LineReader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream input;
    private final Flushable output;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private long number;

    /** @param output flushed before the input is read */
    LineReader(InputStream input, Flushable output) {
        this.input = input;
        this.output = output;
    }

    /** The next line, or null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream longLine = null;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            int start = from;
            from = Math.min(end + 1, to);
            if (longLine == null && end < to) {
                return counted(Arrays.copyOfRange(buffer, start, end));
            }
            longLine = longLine == null ? new ByteArrayOutputStream() : longLine;
            longLine.write(buffer, start, end - start);
            if (end < to) {
                return counted(longLine.toByteArray());
            }
        }
        return longLine == null ? null : counted(longLine.toByteArray());
    }

    private boolean fill() throws IOException {
        output.flush();
        from = 0;
        to = Math.max(0, input.read(buffer, 0, buffer.length));
        return to > 0;
    }

    private byte[] counted(byte[] line) {
        number++;
        return line;
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }
}
