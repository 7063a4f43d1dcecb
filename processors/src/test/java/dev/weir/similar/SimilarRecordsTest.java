package dev.weir.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Reason;
import dev.weir.batch.Router;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SimilarRecordsTest {

    private static final double SIMILARITY = 0.8;

    /** How far a cosine of numbers of 4 bytes may be from that of numbers of 8. */
    private static final double TOLERANCE = 1e-6;

    /** How many queries each search had. */
    private final List<Integer> searches = new ArrayList<>();

    private final Router router = new Router(new CpuEngine(1), null, GpuMode.OFF, new BatchListener() {
        @Override
        public void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
            searches.add(messages);
        }
    });

    private SimilarRecords records(int window, int top, boolean expects) {
        VectorPlace place = VectorPlace.of("vector", "header:v");
        return new SimilarRecords(
                new SimilarOptions(place, 0, window, top, SIMILARITY, OnSimilar.TAG), router, expects);
    }

    private static Position at(long offset) {
        return new Position("raw", 3, offset);
    }

    private static List<float[]> draw(Random random, int count, int dimensions) {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[dimensions];
            float[] like = vectors.isEmpty() ? vector : vectors.get(random.nextInt(vectors.size()));
            int kind = vectors.isEmpty() ? 0 : random.nextInt(4);
            float noise = kind == 0 ? 1 : kind == 1 ? 0.4f : kind == 2 ? 0.05f : 0;
            float scale = 0.5f + random.nextFloat();
            for (int d = 0; d < dimensions; d++) {
                vector[d] = (kind == 0 ? 0 : scale * like[d]) + noise * (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int d = 0; d < one.length; d++) {
            product += (double) one[d] * other[d];
            first += (double) one[d] * one[d];
            second += (double) other[d] * other[d];
        }
        return product / Math.sqrt(first * second);
    }

    private static List<List<Neighbour>> findAll(SimilarRecords records, List<float[]> vectors) {
        List<List<Neighbour>> found = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            found.add(records.find(at(i), vectors.get(i)));
        }
        return found;
    }

    @RepeatedTest(20)
    void shouldFindWhatComparingAllWithAllFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int window = 1 + random.nextInt(120);
        int top = 1 + random.nextInt(6);
        List<float[]> vectors = draw(random, 300, 1 + random.nextInt(40));

        List<List<Neighbour>> found = findAll(records(window, top, false), vectors);

        for (int i = 0; i < vectors.size(); i++) {
            check(found.get(i), vectors, i, window, top, "seed " + seed + ", record " + i);
        }
    }

    private static void check(
            List<Neighbour> found, List<float[]> vectors, int query, int window, int top, String what) {
        List<Double> near = new ArrayList<>();
        for (int i = Math.max(0, query - window); i < query; i++) {
            near.add(cosine(vectors.get(i), vectors.get(query)));
        }
        near.sort(Comparator.reverseOrder());
        long sure = near.stream().filter(each -> each >= SIMILARITY + TOLERANCE).count();
        long possible =
                near.stream().filter(each -> each >= SIMILARITY - TOLERANCE).count();
        assertThat((long) found.size()).as(what).isBetween(Math.min(top, sure), Math.min(top, possible));
        Set<Position> seen = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            Neighbour neighbour = found.get(i);
            long offset = neighbour.position().offset();
            assertThat(offset).as(what).isBetween(Math.max(0L, query - window), query - 1L);
            assertThat(neighbour.position()).as(what).isEqualTo(at(offset));
            assertThat(seen.add(neighbour.position())).as(what).isTrue();
            double right = cosine(vectors.get((int) offset), vectors.get(query));
            assertThat(neighbour.cosine()).as(what).isEqualTo(right, within(TOLERANCE));
            assertThat(neighbour.cosine()).as(what).isEqualTo(near.get(i), within(TOLERANCE));
        }
    }

    @RepeatedTest(20)
    void shouldFindTheSameHoweverRecordsComeTogether() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int window = 1 + random.nextInt(300);
        int count = 200 + random.nextInt(2_000);
        List<float[]> vectors = draw(random, count, 1 + random.nextInt(12));
        List<List<Neighbour>> oneByOne = findAll(records(window, 3, false), vectors);
        SimilarRecords together = records(window, 3, true);

        int told = 0;
        for (int i = 0; i < count; i++) {
            if (told <= i && random.nextInt(5) > 0) {
                told = i + 1 + random.nextInt(random.nextInt(10) == 0 ? count : 100);
                tell(together, vectors, i, Math.min(count, told), random);
            }
            assertThat(together.find(at(i), vectors.get(i)))
                    .as("seed %s, record %s", seed, i)
                    .isEqualTo(oneByOne.get(i));
        }
    }

    /** Tells of records that will come, mostly; some do not, some come with another vector, and of some nothing is said. */
    private static void tell(SimilarRecords records, List<float[]> vectors, int from, int to, Random random) {
        int wrong = random.nextInt(3) == 0 ? 20 : 1_000_000;
        for (int i = from; i < to; i++) {
            if (random.nextInt(wrong) == 0) {
                records.expect(new Position("other", 3, i), vectors.get(random.nextInt(i + 1)));
            }
            if (random.nextInt(wrong) == 0) {
                records.expect(at(i), vectors.get(random.nextInt(i + 1)));
            } else if (random.nextInt(wrong) != 0) {
                records.expect(at(i), vectors.get(i));
            }
            if (random.nextInt(wrong) == 0) {
                records.expect(at(i), new float[vectors.get(i).length + 1]);
            }
        }
    }

    @Test
    void shouldSearchForWhatComesTogetherAtOnce() {
        List<float[]> vectors = draw(new Random(1), 2_500, 4);
        SimilarRecords records = records(100, 3, true);
        for (int i = 0; i < vectors.size(); i++) {
            records.expect(at(i), vectors.get(i));
        }
        findAll(records, vectors);

        assertThat(searches).containsExactly(1_024, 1_024, 452);
    }

    @Test
    void shouldGoOnTogetherBehindARecordThatDidNotCome() {
        List<float[]> vectors = draw(new Random(1), 10, 4);
        SimilarRecords records = records(100, 3, true);
        for (int i = 0; i < 10; i++) {
            records.expect(at(i), vectors.get(i));
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4) {
                records.find(at(i), vectors.get(i));
            }
        }

        assertThat(searches).containsExactly(10, 5);
    }

    @Test
    void shouldNameTheOldestOfEquallySimilarOnes() {
        SimilarRecords records = records(40, 3, false);
        float[] vector = {1, 2, 3};
        for (int i = 0; i < 100; i++) {
            records.find(at(i), vector);
        }

        assertThat(records.find(at(100), new float[] {2, 4, 6}))
                .extracting(Neighbour::position)
                .containsExactly(at(60), at(61), at(62));
    }

    @Test
    void shouldNotFindARecordThatComesAgainSimilarToItselfNorRememberItTwice() {
        SimilarRecords records = records(100, 3, false);
        float[] vector = {1, 2, 3};
        records.find(at(7), vector);
        records.find(at(8), vector);

        assertThat(records.find(at(8), vector)).extracting(Neighbour::position).containsExactly(at(7));
        assertThat(records.find(at(7), vector)).extracting(Neighbour::position).containsExactly(at(8));
        assertThat(records.find(at(9), vector)).extracting(Neighbour::position).containsExactly(at(7), at(8));
        assertThat(records.find(new Position("other", 3, 7), vector)).hasSize(3);
    }

    @Test
    void shouldCompareVectorsThatHaveAsManyNumbersAsTheFirst() {
        SimilarRecords records = records(100, 3, false);
        float[] longer = {1, 2, 3};
        assertThat(records.mistake(longer)).isNull();
        records.find(at(0), new float[] {1, 2});

        assertThat(records.mistake(longer))
                .isEqualTo(new Reading.Mistake(
                        Reading.Kind.DIMENSIONS, "the vector has 3 numbers, and those it is compared with have 2"));
        assertThatThrownBy(() -> records.find(at(1), longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the record raw-3@1 cannot be compared");
        assertThat(records.find(at(2), new float[] {2, 4})).hasSize(1);
    }
}
