package dev.weir.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine works out, compared with {@link Reference}. A subclass says which engine. */
abstract class EngineContract {

    private static final int SEEDS = 40;
    private static final int ALL = Integer.MAX_VALUE;

    /** Null where a test is skipped because there is no such engine. */
    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    /** A new engine. */
    abstract Engine open();

    @BeforeEach
    void openEngine() {
        engine = open();
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void shouldWorkOutAllStagesOfRandomBatches() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            check(Texts.batch(random), random, "seed " + seed);
        }
    }

    @Test
    void shouldTakeABatchWithoutMessagesAndMessagesWithoutBytes() {
        check(Texts.batch(), new Random(1), "no messages");
        check(Texts.batch(new byte[0]), new Random(2), "one empty message");
        check(Texts.batch(new byte[300][0]), new Random(3), "300 empty messages");
        check(Texts.batch(new byte[0], "x".getBytes(UTF_8), new byte[0]), new Random(4), "one byte");
    }

    @Test
    void shouldTakeOneHugeMessageAmongSmallOnes() {
        Random random = new Random(5);
        check(
                Texts.batch("before".getBytes(UTF_8), Texts.words(random, 10_000), "behind".getBytes(UTF_8)),
                random,
                "one huge message");
    }

    /** All ways of XXH3 to hash, and each place of a message's edges in a block of 16, 32 or 64 bytes. */
    @Test
    void shouldTakeMessagesOfEveryLength() {
        Random random = new Random(6);
        byte[][] rising = new byte[300][];
        byte[][] small = new byte[1_000][];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = Texts.bytes(random, i, 256);
        }
        for (int i = 0; i < small.length; i++) {
            small[i] = Texts.bytes(random, 1 + i % 64, 26);
        }
        check(Texts.batch(rising), random, "lengths from 0 to 299");
        check(Texts.batch(small), random, "lengths from 1 to 64");
        check(
                Texts.batch(
                        Texts.bytes(random, 1_023, 256),
                        Texts.bytes(random, 1_024, 256),
                        Texts.bytes(random, 1_025, 256),
                        Texts.bytes(random, 1_088, 256),
                        Texts.bytes(random, 2_048, 256)),
                random,
                "stripes and blocks of XXH3");
    }

    @Test
    void shouldTellOfAPatternAtEveryByteAndOfNoMoreEventsThanAllowed() {
        byte[] text = new byte[5_000];
        Arrays.fill(text, (byte) 'a');
        Batch batch = Texts.batch(text, new byte[0], text);
        List<Pattern> patterns = List.of(
                new Pattern("a".getBytes(UTF_8), 0), new Pattern("AAA".getBytes(UTF_8), 63), new Pattern(text, 7));
        for (int maxEvents : new int[] {0, 1, 4_999, 5_000, 9_999, 10_000, 10_001}) {
            checkScan(batch, patterns, false, maxEvents, "at most " + maxEvents);
        }
    }

    @Test
    void shouldFindPatternsThatBeginWhereWordsDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            byte[] text = Texts.words(random, 1_500);
            Batch batch = Texts.batch(text, Texts.words(random, 5), text);
            List<Pattern> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                int at = random.nextInt(text.length - 40);
                // where all are short, some begin in a word just where a part of the work does
                int most = round % 2 == 0 ? 4 : i == 1 ? 40 : 8;
                byte[] literal = Arrays.copyOfRange(text, at, at + 1 + random.nextInt(most));
                patterns.add(new Pattern(literal, random.nextInt(64)));
            }
            boolean caseCounts = random.nextBoolean();
            PatternScan scan = new PatternScan(PatternSet.atWordStarts(patterns, caseCounts), ALL);
            checkMatches(
                    engine.analyse(batch, List.of(scan)).result(scan),
                    Reference.matches(batch, patterns, caseCounts, true, ALL),
                    "seed " + seed + ", round " + round);
        }
    }

    @Test
    void shouldNotFindAPatternAcrossTwoMessages() {
        Batch batch = Texts.batch("a needle".getBytes(UTF_8), "nee".getBytes(UTF_8), "dle".getBytes(UTF_8));
        checkScan(batch, List.of(new Pattern("needle".getBytes(UTF_8), 3)), true, ALL, "cut in two");
    }

    @Test
    void shouldFindTheNearestOfTheRowsThatARowIsComparedWith() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int dimensions = new int[] {1, 2, 7, 8, 16, 31, 64, 384}[random.nextInt(8)];
            VectorWindow window = new VectorWindow(dimensions, 1 + random.nextInt(400), 1 + random.nextInt(150));
            long queries = 0;
            for (int added = random.nextInt(900); added >= 0; added--) {
                Vectors.add(window, random);
            }
            queries = random.nextInt(Math.min((int) window.end(), window.slots() - window.reach()) + 1);
            float least = random.nextInt(3) == 0 ? -1 : random.nextFloat() - 0.5f;
            int k = random.nextInt(3) == 0 ? 64 : 1 + random.nextInt(20);
            long first = window.end() - queries;
            Vectors.check(engine.nearest(window, first, k, least), window, first, k, least, "seed " + seed);
        }
    }

    /** More than are compared at a time, in a ring that they go round. */
    @Test
    void shouldFindTheNearestOfManyQueries() {
        Random random = new Random(8);
        VectorWindow window = new VectorWindow(21, 300, 600);
        for (int added = 0; added < 1_500; added++) {
            Vectors.add(window, random);
        }
        for (int queries : new int[] {255, 256, 257, 590}) {
            long first = window.end() - queries;
            Vectors.check(engine.nearest(window, first, 5, -1), window, first, 5, -1, queries + " queries");
        }
    }

    @Test
    void shouldFindTheNearestAgainAfterRowsWereTakenBack() {
        Random random = new Random(7);
        VectorWindow window = new VectorWindow(24, 50, 30);
        for (int round = 0; round < 20; round++) {
            long end = window.end();
            for (int i = 0; i < 15; i++) {
                Vectors.add(window, random);
            }
            Vectors.check(engine.nearest(window, end, 5, -1), window, end, 5, -1, "round " + round);
            window.truncate(end + random.nextInt(15));
        }
    }

    @Test
    void shouldPutTheOlderOfEqualRowsFirst() {
        for (int queries = 1; queries < 50; queries++) {
            VectorWindow window = new VectorWindow(19, 500, 50);
            float[] vector = Vectors.draw(new Random(1_000 + queries), 19);
            for (int i = 0; i < 501; i++) {
                window.add(i % 3 == 0 ? Vectors.draw(new Random(i), 19) : vector, 0);
            }
            long first = window.end();
            for (int i = 0; i < queries; i++) {
                window.add(vector, 0);
            }
            Neighbours found = engine.nearest(window, first, 20, 0.999f);
            for (int query = 0; query < queries; query++) {
                long[] expected = new long[20];
                long row = window.first(first + query);
                for (int i = 0; i < expected.length; row++) {
                    if (row % 3 != 0) {
                        expected[i++] = row;
                    }
                }
                assertThat(Arrays.copyOfRange(found.rows(), query * 20, query * 20 + 20))
                        .as("query " + query + " of " + queries)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotBeCompared() {
        VectorWindow window = new VectorWindow(2, 10, 5);
        for (int i = 0; i < 40; i++) {
            window.add(new float[] {1, i}, 0);
        }
        assertThatThrownBy(() -> engine.nearest(window, 34, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.nearest(window, 41, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.nearest(window, 39, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.nearest(window, 39, 65, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(engine.nearest(window, 40, 3, 0).rows()).isEmpty();
    }

    @Test
    void shouldServeSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                long seed = 100L + thread;
                running.add(threads.submit(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 5; i++) {
                        check(Texts.batch(random), random, "seed " + seed + ", batch " + i);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** All stages of a batch at once. */
    private void check(Batch batch, Random random, String what) {
        List<Pattern> patterns = Texts.patterns(random, batch);
        boolean caseCounts = random.nextBoolean();
        int maxEvents = random.nextInt(3) == 0 ? random.nextInt(20) : ALL;
        PatternScan scan = new PatternScan(PatternSet.of(patterns, caseCounts), maxEvents);
        List<Stage<?>> stages = new ArrayList<>(List.of(new ContentHash(), scan));
        int[][] shapes = {{1, 1}, {16, 8}, {128, 1}, {1, 128}, {20, 5}, {3, 7}, {32, 4}};
        for (Elements elements : Elements.values()) {
            int[] shape = shapes[random.nextInt(shapes.length)];
            stages.add(new MinHash(elements, shape[0], shape[1]));
            stages.add(new SimHash(elements, 1 << random.nextInt(5)));
        }
        Analysis analysis = engine.analyse(batch, stages);
        for (Stage<?> stage : stages) {
            String where = what + ", " + stage.label();
            assertThat(analysis.backend(stage)).as(where).isEqualTo(engine.backend(stage));
            if (stage instanceof ContentHash hash) {
                assertThat(analysis.result(hash).high())
                        .as(where)
                        .isEqualTo(Reference.hashes(batch).high());
                assertThat(analysis.result(hash).low())
                        .as(where)
                        .isEqualTo(Reference.hashes(batch).low());
            } else if (stage instanceof MinHash minHash) {
                assertThat(analysis.result(minHash).keys())
                        .as(where + " " + minHash)
                        .isEqualTo(Reference.minHash(batch, minHash).keys());
            } else if (stage instanceof SimHash simHash) {
                assertThat(analysis.result(simHash).keys())
                        .as(where + " " + simHash)
                        .isEqualTo(Reference.simHash(batch, simHash).keys());
            }
        }
        checkMatches(analysis.result(scan), Reference.matches(batch, patterns, caseCounts, maxEvents), what);
    }

    private void checkScan(Batch batch, List<Pattern> patterns, boolean caseCounts, int maxEvents, String what) {
        PatternScan scan = new PatternScan(PatternSet.of(patterns, caseCounts), maxEvents);
        checkMatches(
                engine.analyse(batch, List.of(scan)).result(scan),
                Reference.matches(batch, patterns, caseCounts, maxEvents),
                what);
    }

    private static void checkMatches(Matches actual, Matches expected, String what) {
        assertThat(actual.categories()).as(what + ", categories").isEqualTo(expected.categories());
        assertThat(actual.ends()).as(what + ", ends").isEqualTo(expected.ends());
        assertThat(actual.patterns()).as(what + ", patterns").isEqualTo(expected.patterns());
        assertThat(actual.isComplete()).as(what + ", complete").isEqualTo(expected.isComplete());
    }
}
