package dev.weir.dedup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The masker looks at many bytes at once; {@link ReferenceMasker} at one after the other. */
class LineMaskerDifferentialTest {

    private static final long SEED = 20_261_122;
    private static final int LINES = 60_000;
    private static final int MAX_LENGTH = 300;

    /** Words for codes and dates, what they are before, and beginnings and ends of numbers of all kinds. */
    private static final String[] PARTS = {
        "status",
        "code",
        "Code",
        "errno",
        "HTTP",
        "http",
        "HTTP/1.1",
        "HTTP/2",
        "statusCode",
        "error",
        "ERROR",
        "err",
        "rc",
        "ora",
        "signal",
        "Jan",
        "Dec",
        "Sun",
        "Tue",
        "May",
        "Sat ",
        "Mon, ",
        "Oct/",
        "0x1f",
        "0X",
        "0x",
        "deadbeef",
        "3f2a9c1b",
        "c0000005",
        "12345678",
        "12345678-",
        "00:1a:2b",
        "fe80::1",
        "2001:1234:5678:1234:5678:9",
        "::",
        "//",
        "ab:cd",
        "face",
        "7d4b",
        "404",
        "10.0.0.1:80",
        "2024-03-01",
        "12:34:56,789 ",
        "-1",
        ".1",
        "node12",
        "blk_-",
        "123e4567-e89b-12d3-a456-426614174000",
        "12345678-1234-1234-1234-123456789012",
        "abcdefabcdef",
        "wordswordswords",
        "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
        "\u00c3\u00a9",
        "\u00ff",
        "  ",
        " \t ",
        "\n"
    };

    private static final String BYTES = "0a1F-: .x/5,9\tTe=(";

    private final LineMasker masker = new LineMasker();

    @Test
    void shouldMaskManyBytesAtOnceAsOneAfterTheOther() {
        Random random = new Random(SEED);
        for (int i = 0; i < LINES; i++) {
            assertSame(line(random), "line " + i);
        }
    }

    @Test
    void shouldMaskEachPartInEachPlace() {
        Random random = new Random(SEED);
        for (String first : PARTS) {
            String second = PARTS[random.nextInt(PARTS.length)];
            for (String between : new String[] {"", " ", ".", "-", ":", "=", "x", "7"}) {
                for (int place = 0; place < 140; place++) {
                    String line = "w".repeat(place) + ' ' + first + between + second;
                    assertSame(line.getBytes(ISO_8859_1), "place " + place);
                    assertSame((line + " and 5 more words").getBytes(ISO_8859_1), "place " + place);
                }
            }
        }
    }

    @Test
    void shouldDecideFromLeftToRightWhatLiesInWhat() {
        for (String line : new String[] {
            "HTTP/1.1::Dec-1", "code ab:Dec:1 2", "HTTP/1.1.0X00:1a:2b", "status 404.12ab34cd", "rc 1-00:1a:Dec 12", ""
        }) {
            for (int place = 0; place < 70; place++) {
                assertSame((".".repeat(place) + line).getBytes(ISO_8859_1), "place " + place);
            }
        }
    }

    private void assertSame(byte[] line, String which) {
        // Wrong bytes around the line show who looks at them.
        byte[] around = new byte[line.length + 40];
        Arrays.fill(around, (byte) '7');
        System.arraycopy(line, 0, around, 20, line.length);
        byte[] out = new byte[line.length + 3 + LineMasker.OVERHANG];
        int end = masker.mask(around, 20, line.length, out, 3);
        assertThat(new String(out, 3, end - 3, ISO_8859_1))
                .as("seed %d, %s: [%s]", SEED, which, new String(line, ISO_8859_1))
                .isEqualTo(new String(ReferenceMasker.mask(line), ISO_8859_1));
    }

    private static byte[] line(Random random) {
        // Lengths around those of the parts that are looked at at once are as likely as all others.
        int length = random.nextBoolean() ? random.nextInt(MAX_LENGTH) : 48 * random.nextInt(4) + random.nextInt(17);
        int kinds = 1 + random.nextInt(5);
        StringBuilder line = new StringBuilder();
        while (line.length() < length) {
            switch (random.nextInt(kinds)) {
                case 0 -> line.append(PARTS[random.nextInt(PARTS.length)]);
                case 1 -> line.append(BYTES.charAt(random.nextInt(BYTES.length())));
                case 2 -> line.append(random.nextInt(1 << random.nextInt(31)));
                case 3 -> line.append((char) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(128)));
                default -> line.append("word".repeat(random.nextInt(9))).append(' ');
            }
        }
        line.setLength(length);
        return line.toString().getBytes(ISO_8859_1);
    }
}
