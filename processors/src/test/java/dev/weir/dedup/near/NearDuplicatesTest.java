package dev.weir.dedup.near;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.batch.Batch;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.MinHash;
import dev.weir.filter.MalformedStateException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {

    private static final CpuEngine ENGINE = new CpuEngine(1);
    private static final long WINDOW_MS = 60_000;
    private static final String LINE =
            "worker could not reach the upstream service because its connection pool was full"
                    + " and gave up after waiting for a while on the queue of requests";

    private static NearDuplicates near(double similarity) {
        return near(similarity, 1_000);
    }

    private static NearDuplicates near(double similarity, int maxKeys) {
        MinHash stage = Banding.of(similarity);
        return new NearDuplicates(similarity, WINDOW_MS, maxKeys, new BandSource() {
            @Override
            public int bands() {
                return stage.bands();
            }

            @Override
            public long[] bands(NearDuplicates.Kind kind, byte[] bytes, int from, int to) {
                return ENGINE.analyse(Batch.of(bytes, from, to), List.of(stage))
                        .result(stage)
                        .keys();
            }
        });
    }

    /** The kind of a line is its number here. */
    private static long resolve(NearDuplicates near, long kind, String context, String line, long timeMs) {
        byte[] bytes = (context + line).getBytes(UTF_8);
        int textFrom = context.getBytes(UTF_8).length;
        return near.resolve(new NearDuplicates.Kind(0, kind), bytes, 0, textFrom, bytes.length, timeMs)
                .low();
    }

    private static long resolve(NearDuplicates near, long kind, String line) {
        return resolve(near, kind, "key", line, 0);
    }

    @Test
    void shouldLetAnEarlierLineStandForOneThatDiffersInAWord() {
        NearDuplicates near = near(0.9);
        assertThat(resolve(near, 1, LINE)).isEqualTo(1);
        assertThat(resolve(near, 2, LINE.replace("worker", "thread"))).isEqualTo(1);
        assertThat(resolve(near, 3, LINE.replace("the upstream", "upstream"))).isEqualTo(1);
        assertThat(resolve(
                        near,
                        4,
                        LINE.replace("worker", "thread").replace("pool", "list").replace("queue", "stack")))
                .isEqualTo(4);
        assertThat(resolve(near, 2, "a look-up by the kind is enough now")).isEqualTo(1);
    }

    @Test
    void shouldMindTheOrderOfWords() {
        NearDuplicates near = near(0.9);
        String[] words = LINE.split(" ");
        String turned = String.join(" ", Arrays.asList(words).subList(10, words.length)) + " "
                + String.join(" ", Arrays.asList(words).subList(0, 10));
        assertThat(resolve(near, 1, LINE)).isEqualTo(1);
        assertThat(resolve(near, 2, turned)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, WARN",
        "error, info",
        "status 500, status 503",
        "errno 2, errno 13",
    })
    void shouldNeverTakeSeveritiesOrCodesForEqual(String one, String other) {
        NearDuplicates near = near(0.5);
        assertThat(resolve(near, 1, one + " " + LINE)).isEqualTo(1);
        assertThat(resolve(near, 2, other + " " + LINE)).isEqualTo(2);
        assertThat(resolve(near, 3, one + " " + LINE.replace("worker", "thread")))
                .isEqualTo(1);
    }

    @Test
    void shouldNeverTakeLinesOfDifferentContextsForEqual() {
        NearDuplicates near = near(0.5);
        assertThat(resolve(near, 1, "host-a", LINE, 0)).isEqualTo(1);
        assertThat(resolve(near, 2, "host-b", LINE.replace("worker", "thread"), 0))
                .isEqualTo(2);
    }

    @Test
    void shouldTakeShortLinesForEqualOnlyIfTheyAre() {
        NearDuplicates near = near(0.9);
        assertThat(resolve(near, 1, "connection to cart refused")).isEqualTo(1);
        assertThat(resolve(near, 2, "connection to mail refused")).isEqualTo(2);
    }

    @Test
    void shouldForgetLinesThatNobodyAskedForInTwoWindows() {
        NearDuplicates near = near(0.9);
        String like = LINE.replace("worker", "thread");
        assertThat(resolve(near, 1, "", LINE, 0)).isEqualTo(1);
        assertThat(resolve(near, 2, "", like, WINDOW_MS)).isEqualTo(1);
        assertThat(resolve(near, 3, "", LINE.replace("queue", "list"), 2 * WINDOW_MS))
                .isEqualTo(1);
        assertThat(resolve(near, 2, "", like, 4 * WINDOW_MS - 1)).isEqualTo(1);
        assertThat(resolve(near, 2, "", like, 4 * WINDOW_MS)).isEqualTo(1);
        assertThat(resolve(near, 2, "", like, 6 * WINDOW_MS)).isEqualTo(2);
        assertThat(resolve(near, 1, "", LINE, 8 * WINDOW_MS)).isEqualTo(1);
        resolve(near, 9, "", "x", 9 * WINDOW_MS);
        resolve(near, 9, "", "x", 10 * WINDOW_MS);
        assertThat(resolve(near, 2, "", like, 10 * WINDOW_MS)).isEqualTo(2);
    }

    /** Two hear the same lines, and one of them is started again now and then. All lines from one base are like each other. */
    @Test
    void shouldGoOnAfterARestartAsIfThereHadBeenNone() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<List<String>> bases = Stream.generate(() -> sentence(random, 12 + random.nextInt(20)))
                    .limit(30)
                    .toList();
            NearDuplicates steady = near(0.8);
            NearDuplicates restarted = near(0.8);
            Map<ByteBuffer, byte[]> store = new HashMap<>();
            long timeMs = -3 * WINDOW_MS;
            int forgotten = 0;
            for (int record = 1; record < 600; record++) {
                timeMs += random.nextInt(100) == 0 ? 3 * WINDOW_MS : random.nextInt((int) WINDOW_MS / 20);
                List<String> base = bases.get(random.nextInt(bases.size()));
                int kind = random.nextInt(200);
                String line = String.join(" ", edited(base, new Random(kind), random.nextInt(2)));
                long number = line.hashCode();
                assertThat(resolve(restarted, number, "", line, timeMs))
                        .as("seed %d, record %d", seed, record)
                        .isEqualTo(resolve(steady, number, "", line, timeMs));
                if (random.nextInt(20) == 0) {
                    forgotten += commit(restarted, store);
                    restarted = near(0.8);
                    for (Map.Entry<ByteBuffer, byte[]> stored : store.entrySet()) {
                        assertThat(restarted.load(stored.getKey().array(), stored.getValue()))
                                .isTrue();
                    }
                }
            }
            assertThat(forgotten).as("seed %d", seed).isPositive();
            assertThat(store.size()).as("seed %d", seed).isLessThan(200);
        }
    }

    /** Writes what changed, and returns how much of that was forgotten. */
    private static int commit(NearDuplicates near, Map<ByteBuffer, byte[]> store) {
        int[] forgotten = {0};
        near.forEachDirty((key, value) -> {
            assertThat(key).hasSize(NearDuplicates.KEY_BYTES);
            if (value != null) {
                store.put(ByteBuffer.wrap(key), value);
            } else if (store.remove(ByteBuffer.wrap(key)) != null) {
                forgotten[0]++;
            }
        });
        return forgotten[0];
    }

    @Test
    void shouldForgetSomeOfAWindowAtEachCommit() {
        Random random = new Random(1);
        NearDuplicates near = near(0.9, 10_000);
        Map<ByteBuffer, byte[]> store = new HashMap<>();
        for (int kind = 0; kind < 3_000; kind++) {
            resolve(near, kind, String.join(" ", sentence(random, 20)));
        }
        assertThat(commit(near, store)).isZero();
        assertThat(store).hasSize(3_000);
        assertThat(resolve(near, 3_000, "", LINE, 2 * WINDOW_MS)).isEqualTo(3_000);
        assertThat(commit(near, store)).isEqualTo(1_026);
        assertThat(commit(near, store)).isEqualTo(1_024);
        assertThat(commit(near, store)).isEqualTo(950);
        assertThat(store).hasSize(1);
    }

    @Test
    void shouldForgetStoredLinesForWhichThereIsNoRoomAnyMore() {
        NearDuplicates near = near(0.9);
        Map<ByteBuffer, byte[]> store = new HashMap<>();
        resolve(near, 1, "a b c d e f g h i j k l m n o p");
        resolve(near, 2, LINE);
        commit(near, store);
        NearDuplicates smaller = near(0.9, 1);
        for (Map.Entry<ByteBuffer, byte[]> stored : store.entrySet()) {
            assertThat(smaller.load(stored.getKey().array(), stored.getValue())).isTrue();
        }
        assertThat(resolve(smaller, 3, LINE)).isEqualTo(3);
        commit(smaller, store);
        assertThat(store).hasSize(1);
    }

    /** If this fails, {@link NearLine#VERSION} has to grow: a stored line is compared with hashes that are made anew. */
    @Test
    void shouldKeepTheLayoutAndTheHashesOfThisVersion() {
        NearDuplicates near = near(0.9);
        assertThat(resolve(near, 7, "key", LINE, WINDOW_MS)).isEqualTo(7);
        List<byte[]> stored = new ArrayList<>();
        near.forEachDirty((key, value) -> stored.addAll(Arrays.asList(key, value)));
        assertThat(HexFormat.of().formatHex(stored.get(0))).isEqualTo("00000000000000000000000000000007" + "6e");
        assertThat(HexFormat.of()
                        .formatHex(Hashing.xxh3_128()
                                .hashBytesTo128Bits(stored.get(1))
                                .toByteArray()))
                .isEqualTo("4357d045e30b814f7cac099261e0868e");
    }

    @Test
    void shouldRefuseWhatItDidNotWrite() {
        NearDuplicates near = near(0.9);
        resolve(near, 7, LINE);
        List<byte[]> stored = new ArrayList<>();
        near.forEachDirty((key, value) -> stored.addAll(Arrays.asList(key, value)));
        byte[] key = stored.get(0);
        byte[] value = stored.get(1);
        assertThat(near(0.5).load(key, value))
                .as("signatures are cut otherwise")
                .isFalse();
        for (int length = 0; length < value.length; length++) {
            byte[] part = Arrays.copyOf(value, length);
            assertThatThrownBy(() -> near(0.9).load(key, part))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedStateException.class);
        }
        value[0]++;
        assertThatThrownBy(() -> near(0.9).load(key, value))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("version 2, not 1");
    }

    @Test
    void shouldRememberNoMoreLinesThanItMay() {
        NearDuplicates near = near(0.9, 1);
        assertThat(resolve(near, 1, "a b c d e f g h i j k l m n o p")).isEqualTo(1);
        assertThat(resolve(near, 2, LINE)).isEqualTo(2);
        assertThat(resolve(near, 3, LINE.replace("worker", "thread"))).isEqualTo(3);
        assertThat(resolve(near, 4, "a b c d e f g h i j k l m n o z")).isEqualTo(1);
    }

    @Test
    void shouldAgreeWithThePlainAlgorithmOnRandomWords() {
        WordSimilarity similarity = new WordSimilarity();
        for (long seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            int[] left = random.ints(random.nextInt(30), 0, 6).toArray();
            int[] right =
                    random.nextBoolean() ? random.ints(random.nextInt(30), 0, 6).toArray() : left.clone();
            for (int i = random.nextInt(4); i > 0 && right.length > 0; i--) {
                right[random.nextInt(right.length)] = random.nextInt(6);
            }
            double share = 0.5 + random.nextInt(50) / 100.0;
            boolean expected = commonWords(left, right) >= share * Math.max(left.length, right.length) - 1e-9;
            assertThat(similarity.reaches(share, left, right))
                    .as("seed %d, share %f: %s %s", seed, share, Arrays.toString(left), Arrays.toString(right))
                    .isEqualTo(expected);
        }
    }

    private static int commonWords(int[] left, int[] right) {
        int[][] common = new int[left.length + 1][right.length + 1];
        for (int i = 1; i <= left.length; i++) {
            for (int j = 1; j <= right.length; j++) {
                common[i][j] = left[i - 1] == right[j - 1]
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common[left.length][right.length];
    }

    /** Prints one row of a table: what was found of what there was to find, over edits from a seeded generator. */
    @ParameterizedTest
    @ValueSource(doubles = {0.95, 0.9, 0.8, 0.7, 0.6})
    void shouldFindNearlyAllThatIsSimilarAndNothingElse(double share) {
        long seed = 6;
        Random random = new Random(seed);
        int similar = 0;
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < 1_500; i++) {
            NearDuplicates near = near(share);
            List<String> base = sentence(random, 12 + random.nextInt(30));
            for (int other = 0; other < 20; other++) {
                resolve(near, 100 + other, String.join(" ", sentence(random, 12 + random.nextInt(30))));
            }
            resolve(near, 1, String.join(" ", base));
            List<String> edited = edited(base, random, 1 + random.nextInt(base.size() / 2));
            if (edited.equals(base)) {
                continue; // equal lines are one kind already
            }
            boolean isSimilar =
                    commonWords(hashes(base), hashes(edited)) >= share * Math.max(base.size(), edited.size()) - 1e-9;
            boolean isFound = resolve(near, 2, String.join(" ", edited)) == 1;
            similar += isSimilar ? 1 : 0;
            found += isSimilar && isFound ? 1 : 0;
            wrong += !isSimilar && isFound ? 1 : 0;
        }
        double recall = (double) found / similar;
        double precision = (double) found / (found + wrong);
        System.out.printf(
                Locale.ROOT,
                "similarity %.2f: %d of 1500 edited lines similar, precision %.4f, recall %.4f%n",
                share,
                similar,
                precision,
                recall);
        assertThat(precision).as("seed " + seed).isEqualTo(1.0);
        assertThat(recall).as("seed " + seed).isGreaterThan(0.98);
    }

    private static int[] hashes(List<String> words) {
        return words.stream().mapToInt(String::hashCode).toArray();
    }

    private static List<String> sentence(Random random, int words) {
        List<String> sentence = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            sentence.add(word(random));
        }
        return sentence;
    }

    private static String word(Random random) {
        // A few words come often, as in language.
        int number = (int) (3_000 * Math.pow(random.nextDouble(), 3));
        return "w" + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26) + (char) ('a' + number / 676);
    }

    /** Replaces, takes out and adds words. */
    private static List<String> edited(List<String> base, Random random, int edits) {
        List<String> words = new ArrayList<>(base);
        for (int i = 0; i < edits; i++) {
            int kind = random.nextInt(3);
            int at = random.nextInt(words.size());
            switch (kind) {
                case 0 -> words.set(at, word(random));
                case 1 -> words.remove(at);
                default -> words.add(at, word(random));
            }
        }
        return words;
    }
}
