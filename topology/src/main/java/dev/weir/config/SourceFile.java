package dev.weir.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file as text. */
final class SourceFile {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_NAMED_BYTES = 16 << 20;

    private SourceFile() {}

    /** The text of a configuration, or null if there is a problem. */
    static @Nullable String read(Path file, Problems problems) {
        return read(file, MAX_BYTES, "1 MiB; a configuration of that size is surely another file", problems);
    }

    /** The text of a file that an option names, or null if there is a problem. */
    static @Nullable String readNamed(Path file, Problems problems) {
        return read(file, MAX_NAMED_BYTES, "16 MiB, which is the most", problems);
    }

    private static @Nullable String read(Path file, int maxBytes, String tooLarge, Problems problems) {
        if (Files.isDirectory(file)) {
            problems.addWhole("this is a directory; name the file in it");
            return null;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (NoSuchFileException e) {
            problems.addWhole("there is no such file");
            return null;
        } catch (AccessDeniedException e) {
            problems.addWhole("the file cannot be read: its permissions do not allow it");
            return null;
        } catch (IOException e) {
            problems.addWhole("the file cannot be read: " + e.getMessage());
            return null;
        }
        if (bytes.length > maxBytes) {
            problems.addWhole("the file has more than " + tooLarge);
            return null;
        }
        return decode(bytes, problems);
    }

    private static @Nullable String decode(byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int lineStart = text.lastIndexOf('\n') + 1;
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = 1 + text.codePointCount(lineStart, text.length());
            problems.addAt(line, column, "the file is not UTF-8 (byte " + in.position() + "); save it as UTF-8");
            return null;
        }
        return text;
    }
}
