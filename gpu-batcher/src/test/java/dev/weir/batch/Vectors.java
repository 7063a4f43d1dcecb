package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Vectors drawn by a random generator, and the judgement of what was found near to them. */
final class Vectors {

    private Vectors() {}

    static float[] draw(Random random, int dimensions) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Adds a new vector, or one that is near to or the same as one before it. */
    static void add(VectorWindow window, Random random) {
        float[] vector = draw(random, window.dimensions());
        if (window.end() > 0 && random.nextBoolean()) {
            long like = window.end() - 1 - random.nextInt((int) (window.end() - window.start()));
            float noise = random.nextInt(3) == 0 ? 0 : 0.3f / window.dimensions();
            for (int i = 0; i < vector.length; i++) {
                vector[i] = window.ring()[window.index(like) + i] + noise * vector[i];
            }
        }
        window.add(vector, 0);
    }

    /**
     * Scores may be off by the tolerance: so which rows come may differ where several are about as near, but not how near the
     * rows are that came.
     */
    static void check(Neighbours found, VectorWindow window, long firstQuery, int k, float least, String what) {
        int queries = (int) (window.end() - firstQuery);
        assertThat(found.k()).as(what).isEqualTo(k);
        assertThat(found.rows()).as(what).hasSize(queries * k);
        assertThat(found.scores()).as(what).hasSize(queries * k);
        for (int query = 0; query < queries; query++) {
            String where = what + ", query " + query + " of " + queries;
            checkQuery(found, window, firstQuery + query, query * k, least, where);
        }
    }

    private static void checkQuery(
            Neighbours found, VectorWindow window, long query, int at, float least, String where) {
        double tolerance = Engine.SCORE_TOLERANCE;
        List<Double> best = new ArrayList<>();
        for (long row = window.first(query); row < query; row++) {
            best.add(Reference.cosine(window, query, row));
        }
        best.sort(Comparator.reverseOrder());
        Set<Long> seen = new HashSet<>();
        int count = 0;
        for (; count < found.k() && found.rows()[at + count] >= 0; count++) {
            long row = found.rows()[at + count];
            float score = found.scores()[at + count];
            String place = where + ", place " + count + ", row " + row;
            assertThat(row).as(place).isBetween(window.first(query), query - 1);
            assertThat(seen.add(row)).as(place).isTrue();
            assertThat(score).as(place).isBetween(Math.max(-1, least), 1f);
            assertThat((double) score).as(place).isEqualTo(Reference.cosine(window, query, row), within(tolerance));
            assertThat((double) score).as(place).isEqualTo(best.get(count), within(tolerance));
            if (count > 0) {
                float before = found.scores()[at + count - 1];
                assertThat(score).as(place).isLessThanOrEqualTo(before);
                assertThat(score < before || row > found.rows()[at + count - 1])
                        .as(place)
                        .isTrue();
            }
        }
        for (int i = count; i < found.k(); i++) {
            assertThat(found.rows()[at + i]).as(where).isEqualTo(-1);
        }
        long sure = best.stream().filter(score -> score >= least + tolerance).count();
        assertThat((long) count).as(where).isGreaterThanOrEqualTo(Math.min(found.k(), sure));
    }
}
