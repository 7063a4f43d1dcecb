package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileChecksumTest {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private long of(byte[] content, long most) throws Exception {
        Path file = folder.resolve("file");
        Files.write(file, content);
        return FileChecksum.of(file, most);
    }

    @Test
    void shouldBeTheChecksumOfAllOfASmallFile() throws Exception {
        byte[] content = new byte[3 * MEBIBYTE + 77];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        CRC32C expected = new CRC32C();
        expected.update(content);
        assertThat(of(content, Long.MAX_VALUE)).isEqualTo(expected.getValue());
        assertThat(of(new byte[0], Long.MAX_VALUE)).isZero();
    }

    @Test
    void shouldLookAtEvenStepsOfABiggerFile() throws Exception {
        byte[] content = new byte[8 * MEBIBYTE];
        long before = of(content, 2 * MEBIBYTE);
        content[MEBIBYTE - 1] = 1;
        assertThat(of(content, 2 * MEBIBYTE)).as("in the first step").isNotEqualTo(before);
        content[MEBIBYTE - 1] = 0;
        content[2 * MEBIBYTE] = 1;
        assertThat(of(content, 2 * MEBIBYTE)).as("between two").isEqualTo(before);
        content[2 * MEBIBYTE] = 0;
        content[4 * MEBIBYTE] = 1;
        assertThat(of(content, 2 * MEBIBYTE)).as("in the second").isNotEqualTo(before);
    }
}
