package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the file, reading it ends with a configuration or with problems that point into it. */
class MutationTest {

    private static final int ROUNDS = 1_000;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "#",
            "&a ",
            "*a",
            "!!x ",
            "? ",
            "| ",
            "> ",
            "'",
            "\"",
            "${",
            "${X}",
            "$${",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "null",
            "~",
            "\\",
            "\"\\x4\"",
            "\"\\UFFFFFFFF\"",
            "\"\\uD800\"",
            "\u0000",
            "\uD800",
            "\uFEFF",
            "\u2028",
            "\uD83D\uDE00",
            "<<: *a",
            "[[[[",
            "{{{{",
            "é",
            "=");
    private static final ConfigReader READER = new ConfigReader(FakeFilters.ALL, FakeFilters.FORMATS, Map.of("A", "1"));

    @TempDir
    Path folder;

    @Test
    void shouldNeverThrowOnMutatedText() throws IOException {
        String example = Files.readString(Path.of("..", "weir.yaml"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int valid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String mutated = mutate(example, random);
            try {
                valid += check(READER.read("weir.yaml", mutated), mutated);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail("seed " + seed + ", round " + round + ":\n" + mutated, e);
            }
        }
        // comments take up most of the file, so many a mutation does no harm
        assertThat(valid).as("valid files of seed " + seed).isBetween(ROUNDS / 100, ROUNDS - 1);
    }

    @Test
    void shouldNeverThrowOnMutatedBytes() throws IOException {
        byte[] example = Files.readAllBytes(Path.of("..", "weir.yaml"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path file = folder.resolve("weir.yaml");
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] mutated = example.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                check(READER.read(Files.write(file, mutated)), new String(mutated, StandardCharsets.ISO_8859_1));
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static int check(ConfigResult result, String text) {
        if (result instanceof ConfigResult.Invalid invalid) {
            assertThat(invalid.problems()).isNotEmpty();
            // NEL, LS and PS end a line in YAML too.
            long lines = 1
                    + text.chars()
                            .filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0)
                            .count();
            for (Problem problem : invalid.problems()) {
                assertThat((long) problem.line()).isBetween(0L, lines);
                assertThat(problem.toText()).doesNotContain("\n");
                assertThat(problem.toJson()).startsWith("{").endsWith("}");
            }
            return 0;
        }
        return 1;
    }

    static String mutate(String example, Random random) {
        StringBuilder text = new StringBuilder(example);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 8));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(from, to));
                case 2 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.setCharAt(from, (char) (32 + random.nextInt(96)));
            }
            if (text.isEmpty()) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
