package dev.weir.loop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/** Seeded generators of honest text, and of loops in it. */
final class LoopTexts {

    private static final String[] SYLLABLES = {
        "ba", "cor", "den", "el", "fi", "gran", "ho", "in", "jun", "ka", "lor", "mi", "nu", "os", "per", "qui", "ra",
        "sta", "tem", "ul", "ver", "wa", "xi", "yo", "zen", "tion", "ing", "s", "é", "ü", "漢"
    };

    private LoopTexts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concatenate(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The unit over and over, cut at a length. */
    static byte[] repeat(byte[] unit, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = unit[i % unit.length];
        }
        return text;
    }

    /** At least so many bytes of sentences of made-up words drawn from a vocabulary of 400. */
    static String prose(Random random, int length) {
        String[] vocabulary = new String[400];
        Arrays.setAll(vocabulary, i -> word(random));
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int words = 4 + random.nextInt(14);
            for (int i = 0; i < words; i++) {
                // squaring the draw makes a few words common, as in real text
                double draw = random.nextDouble();
                text.append(i == 0 ? "" : " ").append(vocabulary[(int) (draw * draw * vocabulary.length)]);
            }
            text.append(random.nextInt(5) == 0 ? ".\n\n" : ". ");
        }
        return text.toString();
    }

    /** A unit of exactly so many letters, spaces and digits that is no repetition of a shorter one. */
    static byte[] unit(Random random, int period) {
        byte[] unit = new byte[period];
        do {
            for (int i = 0; i < period; i++) {
                unit[i] = (byte) (random.nextInt(7) == 0 ? ' ' : 'a' + random.nextInt(26));
            }
            unit[random.nextInt(period)] = (byte) ('A' + random.nextInt(26));
        } while (LoopUnit.fundamentalPeriod(unit, 0, period) < period);
        return unit;
    }

    static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    static String numberedList(Random random, int items) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= items; i++) {
            text.append(i)
                    .append(". **")
                    .append(word(random))
                    .append("**: processing item ")
                    .append(i);
            text.append(" of the ").append(word(random)).append('\n');
        }
        return text.toString();
    }

    static String markdownTable(Random random, int rows) {
        StringBuilder text =
                new StringBuilder("| name      | value     | note      |\n|-----------|-----------|-----------|\n");
        for (int i = 0; i < rows; i++) {
            text.append(String.format(
                    Locale.ROOT, "| %-9s | %9d | %-9s |%n", word(random), random.nextInt(1_000), word(random)));
        }
        return text.toString();
    }

    static String csv(Random random, int rows) {
        StringBuilder text = new StringBuilder("time,host,status,latency\n");
        for (int i = 0; i < rows; i++) {
            text.append("2024-05-17T10:").append(10 + i / 60 % 50).append(':').append(10 + i % 50);
            text.append("Z,10.0.0.").append(random.nextInt(256)).append(",200,");
            text.append(random.nextInt(10_000)).append('\n');
        }
        return text.toString();
    }

    static String jsonArray(Random random, int objects) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < objects; i++) {
            text.append(i == 0 ? "\n" : ",\n").append("  {\"id\": ").append(i).append(", \"name\": \"");
            text.append(word(random)).append("\", \"enabled\": ").append(random.nextBoolean());
            text.append(", \"tags\": [], \"parent\": null}");
        }
        return text.append("\n]").toString();
    }

    static String base64(Random random, int length) {
        byte[] binary = new byte[length * 3 / 4];
        random.nextBytes(binary);
        return Base64.getMimeEncoder().encodeToString(binary);
    }

    static String sourceCode(Random random, int methods) {
        StringBuilder text = new StringBuilder("public final class Generated {\n\n");
        for (int i = 0; i < methods; i++) {
            String name = word(random);
            text.append("    @Override\n    public int get").append(name).append("() {\n");
            text.append("        if (this.").append(name).append(" == null) {\n");
            text.append("            throw new IllegalStateException(\"")
                    .append(name)
                    .append("\");\n        }\n");
            text.append("        return this.")
                    .append(name)
                    .append(" + ")
                    .append(random.nextInt(100))
                    .append(";\n");
            text.append("    }\n\n");
        }
        return text.append("}\n").toString();
    }
}
