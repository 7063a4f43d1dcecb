package dev.weir.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineMaskerTest {

    private static final String[] PIECES = {
        "status",
        "code",
        "Code",
        "errno",
        "HTTP",
        "http",
        "HTTP/1.1",
        "statusCode",
        "zipcode",
        "error",
        "ERROR",
        "socketErr",
        "exitcode",
        "SQLSTATE",
        "src",
        "123456",
        "1234567",
        "[",
        "{",
        "at",
        "blk",
        "x",
        "Jan",
        "Dec",
        "Sun",
        "Tue",
        "May",
        "0x1f",
        "deadbeef",
        "3f2a9c1b",
        "c0000005",
        "12345678",
        "00:1a:2b",
        "fe80::1",
        "::",
        "Mon, ",
        "face",
        "7d4b",
        "1",
        "22",
        "404",
        "1.5",
        "10.0.0.1:80",
        "2024-03-01",
        "-",
        ".",
        ",",
        ":",
        "=",
        "/",
        "\"",
        "(",
        "]",
        "_",
        "#",
        "\\",
        " ",
        "  ",
        "\t",
        "\n",
        "123e4567-e89b-12d3-a456-426614174000",
        "é",
        "日",
        "T",
        "Z",
        "g",
        "F"
    };

    @ParameterizedTest
    @MethodSource("maskedLines")
    void shouldMaskEachLineOfTheTable(String line, String pattern) {
        assertThat(mask(line)).isEqualTo(pattern);
        assertThat(mask(pattern)).as("a pattern is its own pattern").isEqualTo(pattern);
    }

    @ParameterizedTest
    @MethodSource("maskedLines")
    void shouldAgreeWithTheRegularExpressionsOnTheTable(String line, String pattern) {
        assertThat(masksAsExpressions(line)).isEqualTo(pattern);
    }

    @Test
    void shouldHoldEnoughLinesInTheTable() {
        assertThat(maskedLines()).hasSizeGreaterThan(75);
    }

    @Test
    void shouldAgreeWithTheRegularExpressionsOnRandomLines() {
        long seed = 20_240_301;
        Random random = new Random(seed);
        for (int i = 0; i < 60_000; i++) {
            StringBuilder line = new StringBuilder();
            int pieces = 1 + random.nextInt(9);
            for (int j = 0; j < pieces; j++) {
                line.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(mask(line.toString()))
                    .as("seed %d, line %d: [%s]", seed, i, line)
                    .isEqualTo(masksAsExpressions(line.toString()));
        }
    }

    @Test
    void shouldAgreeWithTheRegularExpressionsOnLongLines() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        LineMasker masker = new LineMasker();
        for (int i = 0; i < 4_000; i++) {
            StringBuilder line = new StringBuilder();
            int pieces = 20 + random.nextInt(60);
            for (int j = 0; j < pieces; j++) {
                int kind = random.nextInt(12);
                if (kind < 4) {
                    line.append(PIECES[random.nextInt(PIECES.length)]);
                } else if (kind < 8) {
                    line.append((char) (' ' + random.nextInt(95)));
                } else if (kind < 10) {
                    line.append(random.nextInt(1 << random.nextInt(31)));
                } else {
                    line.append("word".repeat(random.nextInt(20))).append(' ');
                }
            }
            assertThat(mask(masker, line.toString()))
                    .as("seed %d, line %d: [%s]", seed, i, line)
                    .isEqualTo(masksAsExpressions(line.toString()));
        }
    }

    @Test
    void shouldNeverWriteMoreThanItReads() {
        long seed = 7;
        Random random = new Random(seed);
        LineMasker masker = new LineMasker();
        for (int i = 0; i < 20_000; i++) {
            byte[] line = new byte[random.nextInt(60)];
            random.nextBytes(line);
            for (int j = 0; j < line.length; j++) {
                line[j] = random.nextBoolean() ? (byte) "0a1F-: .x".charAt(line[j] & 7) : line[j];
            }
            byte[] out = new byte[line.length + LineMasker.OVERHANG];
            assertThat(masker.mask(line, 0, line.length, out, 0))
                    .as("seed " + seed)
                    .isBetween(0, line.length);
        }
    }

    @Test
    void shouldOnlyLookAtItsPartOfTheArray() {
        byte[] line = "code 17 7".getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[5 + LineMasker.OVERHANG];
        assertThat(new LineMasker().mask(line, 5, 2, out, 3))
                .as("the word before is not its")
                .isEqualTo(4);
        assertThat(out[3]).isEqualTo(LineMasker.PLACEHOLDER);
    }

    @Test
    void shouldTakeLinearTimeOnHostileLines() {
        for (String unit :
                List.of("a1", "1:", "0x", "-1", "code", "1.1,", "ffff:", "Jan ", "12345678-", "status ", "é")) {
            String line = unit.repeat(2_000_000 / unit.length());
            long startedNs = System.nanoTime();
            mask(line);
            assertThat((System.nanoTime() - startedNs) / 1e9)
                    .as("seconds for 2 MB of " + unit)
                    .isLessThan(5);
        }
    }

    private static String mask(String line) {
        return mask(new LineMasker(), line);
    }

    private static String mask(LineMasker masker, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length + LineMasker.OVERHANG];
        int end = masker.mask(bytes, 0, bytes.length, out, 0);
        // Latin-1 keeps the placeholder apart from the bytes of UTF-8 text.
        String shown = new String(out, 0, end, StandardCharsets.ISO_8859_1).replace("\u00ff", "<*>");
        return new String(shown.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String masksAsExpressions(String line) {
        String latin = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new String(RegexMasker.mask(latin).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> maskedLines() {
        try (InputStream in = LineMaskerTest.class.getResourceAsStream("masked-lines.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<Arguments> pairs = new ArrayList<>();
            String line = "";
            for (String next : all.lines().toList()) {
                if (next.startsWith("=> ")) {
                    pairs.add(Arguments.of(unescape(line), unescape(next.substring(3))));
                } else if (!next.startsWith("# ")) {
                    line = next;
                }
            }
            return pairs.stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String unescape(String text) {
        return text.replace("\\t", "\t").replace("\\s", " ").replace("\\n", "\n");
    }
}
