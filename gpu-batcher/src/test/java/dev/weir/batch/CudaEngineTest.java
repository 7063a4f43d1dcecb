package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.cuda.FakeDriver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beyond the contract of all engines: what is particular to kernels, with the processor's results beside theirs. */
class CudaEngineTest {

    private final CpuEngine processor = new CpuEngine(1);
    private CudaEngine card;

    @BeforeEach
    void open() {
        FakeDriver.load();
        card = CudaEngine.open();
    }

    @AfterEach
    void close() {
        if (card != null) {
            card.close();
        }
        processor.close();
    }

    @Test
    void shouldSayWhatItRunsOn() {
        assertThat(card.name()).isEqualTo("Weir's stand-in for a card");
        assertThat(CudaEngine.problem()).isEmpty();
    }

    @Test
    void shouldHashMessagesOfAllLengths() {
        Random random = new Random(1);
        Batch.Builder builder = new Batch.Builder();
        for (int length = 0; length < 700; length++) {
            builder.add(bytes(random, length, 256), 0, length);
        }
        for (int length : new int[] {1023, 1024, 1025, 2047, 2048, 2049, 2112, 5000, 100_000}) {
            builder.add(bytes(random, length, 256), 0, length);
        }
        compare(builder.build(), List.of(new ContentHash()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTheProcessor(int seed) {
        Random random = new Random(seed);
        Batch.Builder builder = new Batch.Builder();
        int messages = random.nextInt(200);
        for (int i = 0; i < messages; i++) {
            int length = random.nextInt(10) == 0 ? 0 : random.nextInt(random.nextInt(20) == 0 ? 3_000 : 60);
            builder.add(bytes(random, length, random.nextBoolean() ? 256 : 3), 0, length);
        }
        compare(builder.build(), stages(random));
    }

    @Test
    void shouldCutAHugeMessageIntoChunks() {
        Random random = new Random(77);
        Batch.Builder builder = new Batch.Builder();
        builder.add(bytes(random, 7, 256), 0, 7);
        builder.add(bytes(random, 60_000, 90), 0, 60_000);
        builder.add(new byte[0], 0, 0);
        compare(builder.build(), stages(random));
    }

    @Test
    void shouldFindMoreEventsThanAreFetchedAtOnce() {
        Batch.Builder builder = new Batch.Builder();
        byte[] text = "a".repeat(6_000).getBytes(StandardCharsets.UTF_8);
        builder.add(text, 0, text.length);
        builder.add(text, 0, text.length);
        PatternSet set = PatternSet.of(List.of(pattern("a", 3), pattern("aa", 4)), true);
        for (int most : new int[] {0, 1, 1_023, 1_024, 1_025, 11_999, 12_000, 12_001, Integer.MAX_VALUE}) {
            compare(builder.build(), List.of(new PatternScan(set, most)));
        }
    }

    @Test
    void shouldFindPatternsLongerThanAChunk() {
        Random random = new Random(5);
        byte[] text = bytes(random, 5_000, 2);
        byte[] literal = java.util.Arrays.copyOfRange(text, 1_000, 2_500);
        Batch.Builder builder = new Batch.Builder();
        builder.add(text, 0, text.length);
        PatternSet set = PatternSet.of(List.of(new Pattern(literal, 63), pattern("\0\1", 1)), true);
        compare(builder.build(), List.of(new PatternScan(set, 100_000)));
    }

    static byte[] bytes(Random random, int length, int values) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int value = random.nextInt(values);
            bytes[i] = (byte) (values == 3 ? "ab ".charAt(value) : value);
        }
        return bytes;
    }

    private static Pattern pattern(String literal, int category) {
        return new Pattern(literal.getBytes(StandardCharsets.UTF_8), category);
    }

    static List<Stage<?>> stages(Random random) {
        List<Pattern> patterns = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            patterns.add(new Pattern(bytes(random, 1 + random.nextInt(6), 3), random.nextInt(64)));
        }
        int rows = 1 + random.nextInt(16);
        return List.of(
                new ContentHash(),
                new PatternScan(PatternSet.of(patterns, random.nextBoolean()), random.nextInt(3_000)),
                new MinHash(Elements.SHINGLES, 1 + random.nextInt(MinHash.MAX_COMPONENTS / rows), rows),
                new MinHash(Elements.WORDS, 1 + random.nextInt(32), 1 + random.nextInt(4)),
                new SimHash(Elements.SHINGLES, 1 << random.nextInt(5)),
                new SimHash(Elements.WORDS, 1 << random.nextInt(5)));
    }

    private void compare(Batch batch, List<Stage<?>> stages) {
        Analysis expected = processor.analyse(batch, stages);
        Analysis actual = card.analyse(batch, stages);
        for (Stage<?> stage : stages) {
            assertThat(actual.backend(stage)).isEqualTo(Backend.CUDA);
            assertThat(actual.result(stage))
                    .as("%s", stage)
                    .usingRecursiveComparison()
                    .isEqualTo(expected.result(stage));
        }
    }
}
