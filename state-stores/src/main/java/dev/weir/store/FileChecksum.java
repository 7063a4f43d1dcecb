package dev.weir.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A CRC-32C of a file: of all of it up to {@value #WHOLE_BYTES} bytes, and of so many bytes in even steps through a bigger one,
 * so that opening and closing a store costs at most some tenths of a second for it.
 */
final class FileChecksum {

    static final long WHOLE_BYTES = 1L << 30;
    private static final int BLOCK_BYTES = 1 << 20;

    private FileChecksum() {}

    static long of(Path file) throws IOException {
        return of(file, WHOLE_BYTES);
    }

    static long of(Path file, long most) throws IOException {
        CRC32C crc = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long blocks = Math.max(1, Math.min(size, most) / BLOCK_BYTES);
            long step = size <= most ? BLOCK_BYTES : size / blocks;
            ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK_BYTES);
            for (long at = 0; at < size; at += step) {
                buffer.clear();
                while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
                buffer.flip();
                crc.update(buffer);
            }
        }
        return crc.getValue();
    }
}
