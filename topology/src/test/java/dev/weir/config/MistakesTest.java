package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake of mistakes.txt, and the exact words about it. */
class MistakesTest {

    private static final ConfigReader READER =
            new ConfigReader(FakeFilters.ALL, FakeFilters.FORMATS, Map.of("PORT", "http", "HOME", "/home/weir"));

    /** A block of mistakes.txt: lines of good.yaml, what stands in their place, and what is said about that. */
    record Mistake(String good, String bad, List<String> texts) {

        static Mistake of(String block) {
            return new Mistake(
                    lines(block, '-'),
                    lines(block, '+'),
                    lines(block, '!').lines().toList());
        }

        private static String lines(String block, char mark) {
            return block.lines()
                    .filter(line -> line.charAt(0) == mark)
                    .map(line -> line.substring(1) + "\n")
                    .collect(Collectors.joining());
        }

        @Override
        public String toString() {
            return bad.isEmpty() ? "without " + good.strip() : bad.strip();
        }
    }

    static List<Mistake> mistakes() {
        return Arrays.stream(resource("mistakes.txt").split("\n\n"))
                .filter(block -> block.startsWith("-") || block.startsWith("+"))
                .map(Mistake::of)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldSayWhatIsWrongAndWhatIsAllowed(Mistake mistake) {
        String good = resource("good.yaml");
        assertThat(good).contains(mistake.good());

        ConfigResult result = READER.read("weir.yaml", good.replace(mistake.good(), mistake.bad()));

        assertThat(texts(result))
                .isEqualTo(mistake.texts().stream()
                        .map(text -> "weir.yaml:" + text)
                        .toList());
    }

    @Test
    void shouldFindNothingWrongInTheFileThatTheMistakesChange() {
        assertThat(READER.read("weir.yaml", resource("good.yaml"))).isInstanceOf(ConfigResult.Valid.class);
    }

    @Test
    void shouldCollectAllMistakesInOneGoInTheOrderOfTheFile() {
        String yaml = resource("good.yaml");
        List<String> expected = new ArrayList<>();
        for (Mistake mistake : mistakes()) {
            // Mistakes of one line each, at most one for a line, do not hide each other.
            boolean oneLine = mistake.good().lines().count() == 1
                    && mistake.bad().lines().count() == 1
                    && mistake.texts().size() == 1;
            if (oneLine && yaml.contains(mistake.good()) && !hidesOthers(mistake)) {
                yaml = yaml.replace(mistake.good(), mistake.bad());
                expected.add("weir.yaml:" + mistake.texts().get(0));
            }
        }

        assertThat(expected).hasSizeGreaterThan(8);
        assertThat(texts(READER.read("weir.yaml", yaml))).isEqualTo(expected);
    }

    private static boolean hidesOthers(Mistake mistake) {
        return mistake.good().startsWith("kafka:")
                || mistake.texts().get(0).contains("not YAML")
                || mistake.texts().get(0).contains("has no meaning here");
    }

    private static List<String> texts(ConfigResult result) {
        return result instanceof ConfigResult.Invalid invalid
                ? invalid.problems().stream().map(Problem::toText).toList()
                : List.of();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(MistakesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
