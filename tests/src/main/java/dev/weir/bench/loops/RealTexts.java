package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Text that nobody wrote for this benchmark: the files of a folder, such as a checkout of a public repository. */
final class RealTexts {

    /** Longer files are cut at the end of a line into documents of about the length of a long answer. */
    static final int DOCUMENT_BYTES = 64 << 10;

    private static final int LEAST_BYTES = 100;
    private static final int MOST_FILE_BYTES = 1 << 20;

    private RealTexts() {}

    /**
     * Reads every text below a folder, in the order of their names; hidden folders, links, short files and those that are
     * no UTF-8 are left out.
     *
     * @param taker takes a document and where it is from, as {@code path:offset}
     * @throws UncheckedIOException if the folder cannot be read
     */
    static void read(Path folder, BiConsumer<byte[], String> taker) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, new FileVisitOption[0])) {
            files = walk.filter(file -> Files.isRegularFile(file) && !isHidden(folder.relativize(file)))
                    .filter(file -> !Files.isSymbolicLink(file))
                    .sorted()
                    .toList();
            for (Path file : files) {
                read(file, folder.relativize(file).toString(), taker);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void read(Path file, String name, BiConsumer<byte[], String> taker) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_FILE_BYTES);
        }
        int end = bytes.length < MOST_FILE_BYTES ? bytes.length : endOfLine(bytes, 0, bytes.length);
        if (end < LEAST_BYTES || !isText(bytes, end)) {
            return;
        }
        for (int from = 0; from < end; ) {
            int to = end - from <= DOCUMENT_BYTES ? end : endOfLine(bytes, from, from + DOCUMENT_BYTES);
            taker.accept(Arrays.copyOfRange(bytes, from, to), name + ":" + from);
            from = to;
        }
    }

    /** The end of the last line that ends before {@code to}, or else of the last character. */
    private static int endOfLine(byte[] bytes, int from, int to) {
        for (int i = to; i > from; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        int end = to;
        while (end > from && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static boolean isText(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
