package dev.weir.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, whatever their encoding; a line ends at a line feed, which is not part of it. */
final class LineReader {

    private final InputStream input;
    private long number;

    LineReader(InputStream input) {
        this.input = new BufferedInputStream(input, 1 << 16);
    }

    /** The next line, or null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = input.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = input.read();
        }
        number++;
        return line.toByteArray();
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }
}
