package dev.weir.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well components tell how much two messages have in common. */
final class MinHashTest {

    private static final int SEED = 20_261_121;
    private static final int PAIRS = 400;

    @ParameterizedTest
    @CsvSource({"10, 5", "20, 10", "20, 16", "40, 36", "200, 100", "200, 190", "1000, 900"})
    void shouldAgreeInAsManyComponentsAsTheJaccardIndexSays(int words, int common) {
        Random random = new Random(SEED);
        Batch.Builder messages = new Batch.Builder();
        for (int pair = 0; pair < PAIRS; pair++) {
            String shared = words(random, common);
            add(messages, shared + words(random, words - common));
            add(messages, shared + words(random, words - common));
        }
        MinHash stage = new MinHash(Elements.WORDS, MinHash.MAX_COMPONENTS, 1);
        long[] components;
        try (Engine engine = new CpuEngine(1)) {
            components = engine.analyse(messages.build(), List.of(stage))
                    .result(stage)
                    .keys();
        }

        int equal = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            int first = 2 * pair * MinHash.MAX_COMPONENTS;
            for (int i = first; i < first + MinHash.MAX_COMPONENTS; i++) {
                equal += components[i] == components[i + MinHash.MAX_COMPONENTS] ? 1 : 0;
            }
        }
        double jaccard = (double) common / (2 * words - common);
        assertThat((double) equal / (PAIRS * MinHash.MAX_COMPONENTS))
                .as("share of equal components, seed " + SEED)
                .isCloseTo(jaccard, within(0.01));
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Long.toString(random.nextLong() >>> 1, 36)).append(' ');
        }
        return text.toString();
    }

    private static void add(Batch.Builder messages, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        messages.add(bytes, 0, bytes.length);
    }
}
