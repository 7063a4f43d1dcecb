package dev.weir.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ring has to do with every engine; windows of 100 ms and as much lateness unless a test says otherwise. */
abstract class SightingRingContract {

    private static final int PARTITION = 7;

    private final Sighting found = new Sighting();
    private final Offsets committed = new Offsets();

    abstract SightingEngine engine();

    @Test
    void shouldRememberUntilWindowAndLatenessArePast() {
        try (SightingRing ring = ring(1_000)) {
            ring.advance(1_000);
            assertThat(ring.add(1, 1, 1_000, PARTITION, 5, true)).isTrue();
            for (long time : new long[] {1_000, 1_099}) {
                ring.advance(time);
                assertThat(ring.find(1, 1, found)).isTrue();
                assertThat(ring.isOver(found)).isFalse();
                assertThat(found.firstMs()).isEqualTo(1_000);
            }
            ring.advance(1_100);
            assertThat(ring.isOver(found)).isTrue();
            assertThat(ring.oldestEndedMs()).isEqualTo(1_000);
            ring.advance(1_199);
            assertThat(ring.isForgotten(found)).isFalse();
            assertThat(ring.live()).isEqualTo(1);
            ring.advance(1_200);
            assertThat(ring.isForgotten(found)).isTrue();
            assertThat(ring.live()).isZero();
            assertThat(ring.oldestEndedMs()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldDropASegmentOnceAllOfItIsPastAndCommitted() {
        try (SightingRing ring = ring(1_000)) {
            ring.advance(1_010);
            ring.add(1, 1, 1_000, PARTITION, 5, true);
            ring.add(2, 2, 1_010, PARTITION, 6, true);
            ring.advance(1_205);
            committed.raise(PARTITION, 6);
            assertThat(swept(ring)).as("one is not past").isEmpty();
            ring.advance(1_210);
            committed.raise(PARTITION, 6);
            assertThat(ring.size()).isEqualTo(2);
            assertThat(swept(ring)).containsExactlyInAnyOrder(1L, 2L);
            assertThat(ring.size()).isZero();
            assertThat(ring.bytes()).isLessThan(100);
            assertThat(swept(ring)).isEmpty();
        }
    }

    @Test
    void shouldDropNothingThatCanBeReadAgain() {
        try (SightingRing ring = ring(1_000)) {
            ring.add(1, 1, 1_000, PARTITION, 5, true);
            ring.add(2, 2, 1_000, PARTITION + 1, 50, true);
            ring.advance(5_000);
            committed.raise(PARTITION, 5);
            committed.raise(PARTITION + 1, 49);
            assertThat(swept(ring)).isEmpty();
            committed.raise(PARTITION + 1, 50);
            assertThat(swept(ring)).hasSize(2);
        }
    }

    @Test
    void shouldSweepALargeSegmentAFewAtATime() {
        try (SightingRing ring = ring(40_000)) {
            for (int i = 0; i < 10_000; i++) {
                ring.add(i, i, 1_000, PARTITION, i, true);
            }
            ring.forEachNew(sighting -> {});
            committed.raise(PARTITION, 10_000);
            ring.advance(2_000);
            List<Long> all = new ArrayList<>();
            int calls = 0;
            while (ring.size() > 0) {
                List<Long> some = swept(ring);
                assertThat(some.size()).isBetween(0, 9_000);
                all.addAll(some);
                calls++;
            }
            assertThat(calls).isGreaterThan(1);
            assertThat(all).hasSize(10_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldForgetByTheClockOnTheWallOnlyWhatIsThere() {
        try (SightingRing ring = ring(1_000)) {
            ring.advance(1_000);
            ring.add(1, 1, 1_000, PARTITION, 5, true);
            ring.idle(1_250);
            assertThat(ring.find(1, 1, found)).isTrue();
            assertThat(ring.isForgotten(found)).isTrue();
            if (ring.add(2, 2, 1_001, PARTITION, 6, true)) {
                assertThat(ring.find(2, 2, found)).isTrue();
                assertThat(ring.isOver(found)).isFalse();
            }
        }
    }

    @Test
    void shouldBeginAnewSegmentAfterAnIdleTimeThatManyKindsWentThrough() {
        try (SightingRing ring = ring(100_000)) {
            ring.advance(1_000);
            for (int i = 0; i < 2_000; i++) {
                ring.add(i, i, 1_000, PARTITION, i, true);
            }
            ring.idle(1_250);
            assertThat(ring.add(-1, -1, 1_001, PARTITION, 6, true)).isTrue();
            assertThat(ring.find(-1, -1, found)).isTrue();
            assertThat(ring.isOver(found)).isFalse();
        }
    }

    @Test
    void shouldGiveUpTheOldestOfThoseThatAreOver() {
        try (SightingRing ring = ring(1_000)) {
            for (int i = 0; i < 5; i++) {
                ring.advance(1_000 + i);
                ring.add(i, i, 1_000 + i, PARTITION, i, true);
            }
            ring.advance(1_102);
            for (int i = 0; i < 3; i++) {
                assertThat(ring.oldestEndedMs()).isEqualTo(1_000 + i);
                ring.forgetOldestEnded();
                assertThat(ring.find(i, i, found)).isTrue();
                assertThat(ring.isForgotten(found)).isTrue();
                assertThat(ring.live()).isEqualTo(4 - i);
            }
            assertThat(ring.oldestEndedMs()).isEqualTo(Long.MAX_VALUE);
            assertThat(ring.find(3, 3, found)).isTrue();
            assertThat(ring.isForgotten(found)).isFalse();
            assertThat(ring.add(9, 9, 1_001, PARTITION, 9, true))
                    .as("it would be forgotten at once")
                    .isFalse();
            assertThat(ring.hasRoom()).isTrue();
        }
    }

    @Test
    void shouldTellOfWhatWasAddedSince() {
        try (SightingRing ring = ring(1_000)) {
            for (int i = 0; i < 100; i++) {
                ring.add(i, i, 1_000, PARTITION, i, true);
            }
            ring.find(3, 3, found);
            ring.remove(found);
            List<Long> kinds = new ArrayList<>();
            ring.forEachNew(sighting -> kinds.add(sighting.high()));
            assertThat(kinds).hasSize(99).doesNotContain(3L).startsWith(0L, 1L, 2L, 4L);
            ring.forEachNew(sighting -> kinds.add(-1L));
            assertThat(kinds).doesNotContain(-1L);
        }
    }

    @Test
    void shouldGrowFarPastWhatTheLastSegmentsHeld() {
        try (SightingRing ring = ring(400_000)) {
            int kinds = 0;
            for (long time = 1_000; time < 1_400; time++) {
                ring.advance(time);
                for (int i = 0; i < (time < 1_300 ? 2 : 600); i++) {
                    assertThat(ring.add(kinds, kinds, time, PARTITION, kinds, true))
                            .isTrue();
                    kinds++;
                }
            }
            for (int kind = kinds - 60_000; kind < kinds; kind++) {
                assertThat(ring.find(kind, kind, found)).as("kind %d", kind).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldKnowWhatAModelKnows(long seed) {
        Random random = new Random(seed);
        long windowMs = 1L + random.nextInt(200);
        long lateMs = random.nextInt(300);
        try (SightingRing ring = new SightingRing(engine(), windowMs, lateMs, 10_000)) {
            Model model = new Model(windowMs, lateMs);
            long timeMs = 10_000;
            long offset = 0;
            for (int step = 0; step < 6_000; step++) {
                timeMs += random.nextInt(random.nextInt(200) == 0 ? 300 : 3);
                ring.advance(timeMs);
                model.advance(timeMs);
                if (random.nextInt(300) == 0) {
                    long idleMs = timeMs + random.nextInt((int) (2 * (windowMs + lateMs)));
                    ring.idle(idleMs);
                    model.idle(idleMs);
                }
                String at = "seed " + seed + ", step " + step + ", window " + windowMs + ", late " + lateMs;
                long kind = random.nextInt(400);
                Model.Entry known = model.entries.get(kind);
                boolean there = ring.find(kind, -kind, found);
                if (known == null || !there) {
                    assertThat(known == null ? !there : model.isForgotten(known))
                            .as(at)
                            .isTrue();
                } else {
                    assertThat(found.firstMs()).as(at).isEqualTo(known.firstMs);
                    assertThat(found.offset()).as(at).isEqualTo(known.offset);
                    assertThat(ring.isOver(found)).as(at).isEqualTo(model.isOver(known));
                    assertThat(ring.isForgotten(found)).as(at).isEqualTo(model.isForgotten(known));
                }
                if (there && random.nextInt(3) == 0) {
                    ring.remove(found);
                    model.entries.remove(kind);
                } else if (!there) {
                    long firstMs = timeMs - (random.nextBoolean() ? random.nextInt((int) (lateMs + 1)) : 0);
                    model.entries.remove(kind);
                    if (ring.add(kind, -kind, firstMs, PARTITION, ++offset, true)) {
                        model.add(kind, firstMs, offset);
                    }
                }
                if (random.nextInt(20) == 0) {
                    committed.raise(PARTITION, offset);
                    ring.sweep(committed, sighting -> {
                        Model.Entry gone = model.entries.get(sighting.high());
                        if (gone != null && gone.offset == sighting.offset()) {
                            assertThat(model.isForgotten(gone)).as(at).isTrue();
                            model.entries.remove(sighting.high());
                        }
                    });
                }
                assertThat(ring.live()).as(at).isEqualTo(model.live());
            }
        }
    }

    private SightingRing ring(int maxKinds) {
        return new SightingRing(engine(), 100, 100, maxKinds);
    }

    private List<Long> swept(SightingRing ring) {
        List<Long> kinds = new ArrayList<>();
        ring.sweep(committed, sighting -> kinds.add(sighting.high()));
        return kinds;
    }

    /** Everything in one map, looked through from end to end. */
    private static final class Model {
        private static final class Entry {
            long firstMs;
            long offset;
            long nowMs = Long.MIN_VALUE;
        }

        private final long windowMs;
        private final long lateMs;
        private final Map<Long, Entry> entries = new HashMap<>();
        private long streamTimeMs = Long.MIN_VALUE;

        Model(long windowMs, long lateMs) {
            this.windowMs = windowMs;
            this.lateMs = lateMs;
        }

        void advance(long timeMs) {
            streamTimeMs = Math.max(streamTimeMs, timeMs);
        }

        void idle(long nowMs) {
            entries.values().forEach(entry -> entry.nowMs = Math.max(entry.nowMs, nowMs));
        }

        void add(long kind, long firstMs, long offset) {
            Entry entry = new Entry();
            entry.firstMs = firstMs;
            entry.offset = offset;
            entries.put(kind, entry);
        }

        boolean isOver(Entry entry) {
            return entry.firstMs + windowMs <= Math.max(streamTimeMs, entry.nowMs);
        }

        boolean isForgotten(Entry entry) {
            return entry.firstMs + windowMs + lateMs <= Math.max(streamTimeMs, entry.nowMs);
        }

        int live() {
            return (int) entries.values().stream()
                    .filter(entry -> !isForgotten(entry))
                    .count();
        }
    }
}
