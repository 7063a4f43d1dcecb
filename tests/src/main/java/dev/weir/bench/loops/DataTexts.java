package dev.weir.bench.loops;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/** Data and drawings in text: no words, much the same everywhere, and right so. */
final class DataTexts {

    /** Grids of nothing but zeros stay below so many bytes. */
    private static final int WHOLLY_ZERO = 900;

    private static final String RULES = "-=*_~#";

    private DataTexts() {}

    static String base64(Random random, int bytes) {
        byte[] binary = new byte[bytes * 3 / 4];
        random.nextBytes(binary);
        if (random.nextBoolean()) {
            // a picture's plain background or a binary's padding
            int from = random.nextInt(binary.length);
            Arrays.fill(binary, from, Math.min(binary.length, from + 300), (byte) 0);
        }
        return random.nextBoolean()
                ? Base64.getMimeEncoder().encodeToString(binary)
                : Base64.getEncoder().encodeToString(binary);
    }

    static String hexDump(Random random, int bytes) {
        int[] offset = {0};
        return Prose.filled(bytes, text -> {
            boolean padding = random.nextInt(6) == 0;
            text.append(String.format(Locale.ROOT, "%08x ", offset[0]));
            StringBuilder shown = new StringBuilder(" |");
            for (int i = 0; i < 16; i++) {
                int value = padding ? 0 : random.nextInt(256);
                text.append(i == 8 ? "  " : " ").append(String.format(Locale.ROOT, "%02x", value));
                shown.append(value >= ' ' && value < 127 ? (char) value : '.');
            }
            text.append(shown).append("|\n");
            offset[0] += 16;
        });
    }

    /** Matrices with zeros and, if they are large, with something in each row that is none. */
    static String zeroGrid(Random random) {
        int columns = 5 + random.nextInt(40);
        int rows = 5 + random.nextInt(40);
        String between = random.nextBoolean() ? " " : ", ";
        boolean empty = columns * rows * (1 + between.length()) < WHOLLY_ZERO;
        StringBuilder text = new StringBuilder(Prose.sentence(random)).append("\n\n");
        for (int row = 0; row < rows; row++) {
            int set = empty ? -1 : random.nextInt(columns);
            for (int column = 0; column < columns; column++) {
                text.append(column == 0 ? "" : between);
                text.append(column == set || (!empty && random.nextInt(20) == 0) ? 1 + random.nextInt(9) : 0);
            }
            text.append('\n');
        }
        return text.append('\n').append(Prose.sentence(random)).toString();
    }

    static String addresses(Random random, int bytes) {
        int network = random.nextInt(256);
        boolean counted = random.nextBoolean();
        int[] host = {0};
        return Prose.filled(bytes, text -> {
            int number = counted ? host[0]++ : random.nextInt(65_536);
            text.append("10.")
                    .append(network)
                    .append('.')
                    .append(number >> 8 & 255)
                    .append('.');
            text.append(number & 255).append(counted ? "\n" : "/" + (16 + random.nextInt(17)) + "\n");
        });
    }

    static String dna(Random random, int bytes) {
        return ">sequence " + random.nextInt(10_000) + "\n"
                + Prose.filled(bytes, text -> {
                    // genes hold short tandem repeats
                    if (random.nextInt(40) == 0) {
                        text.append("CAG".repeat(5 + random.nextInt(25)));
                    }
                    for (int i = 0; i < 60; i++) {
                        text.append("ACGT".charAt(random.nextInt(4)));
                    }
                    text.append('\n');
                });
    }

    static String numbers(Random random, int bytes) {
        double[] value = {random.nextInt(1_000)};
        return Prose.filled(bytes, text -> {
            value[0] += random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%.4f\t%.4f\t%d%n", value[0], -value[0] / 2, random.nextInt(9)));
        });
    }

    /** Boxes with titles, arrows between them. */
    static String boxes(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            int width = 10 + random.nextInt(60);
            String line = (random.nextBoolean() ? "-" : "=").repeat(width);
            text.append('+').append(line).append("+\n");
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                String title = Prose.title(random);
                String cut = title.substring(0, Math.min(width, title.length()));
                text.append('|')
                        .append(cut)
                        .append(" ".repeat(width - cut.length()))
                        .append("|\n");
            }
            text.append('+')
                    .append(line)
                    .append("+\n")
                    .append(" ".repeat(width / 2))
                    .append("|\n");
            text.append(" ".repeat(width / 2)).append("v\n");
        });
    }

    /** Sections with a line of one character under each heading, none longer than 120. */
    static String rules(Random random, int bytes) {
        char character = RULES.charAt(random.nextInt(RULES.length()));
        int width = 20 + random.nextInt(100);
        return Prose.filled(bytes, text -> {
            text.append(Prose.title(random)).append('\n');
            text.append(String.valueOf(character).repeat(width)).append("\n\n");
            text.append(Prose.paragraph(random, 1 + random.nextInt(3))).append("\n\n");
        });
    }
}
