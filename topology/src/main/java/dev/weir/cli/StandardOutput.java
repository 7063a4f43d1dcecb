package dev.weir.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Buffered standard output that tells why it fails: because nobody reads on, which is fine, or because it cannot go on. */
final class StandardOutput extends FilterOutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    StandardOutput(OutputStream output) {
        super(new BufferedOutputStream(output, BUFFER_BYTES));
    }

    /** Thrown when the reader of the output has gone, as {@code head} does once it has seen enough. */
    static final class ReaderGoneException extends IOException {

        private ReaderGoneException(IOException cause) {
            super("nobody reads the output any more", cause);
        }
    }

    /** Thrown when the output cannot take more, as a full disk. */
    static final class UnwritableException extends IOException {

        private UnwritableException(String message, IOException cause) {
            super("standard output cannot be written: " + message, cause);
        }
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** Flushes. The stream beneath stays open, for it is the process's. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /** Java knows a broken pipe by the system's words only; in every language they have the pipe in them. */
    private static IOException explained(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("pipe")) {
            return new ReaderGoneException(e);
        }
        return new UnwritableException(message, e);
    }
}
