package dev.weir.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.window.SightingEngine;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The window against one that keeps every kind of line in a hash map, record by record: the same decisions, the same
 * summaries at the same moments, the same number of live keys.
 */
class DuplicateWindowDifferentialTest {

    private static final SightingEngine OFF_HEAP = SightingEngine.offHeap();
    private static final SightingEngine HEAP = SightingEngine.heap();
    private static final int RECORDS = 1_500;
    private static final int PLENTY = 100_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldDecideAsAHashMapDoesThroughRestartsAndCrashes(long seed) {
        for (int round = 0; round < 20; round++) {
            run(seed * 1_000 + round, PLENTY, 1 + (int) (seed * seed), Events.RESTARTS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38, 39, 40})
    void shouldDecideAsAHashMapDoesThroughIdleTimes(long seed) {
        for (int round = 0; round < 20; round++) {
            run(seed * 1_000 + round, PLENTY, 1 + (int) ((seed - 30) * (seed - 30)), Events.IDLE_TIMES);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void shouldDecideAsAHashMapDoesWhereKeysAreFew(long seed) {
        for (int round = 0; round < 20; round++) {
            run(seed * 1_000 + round, 5 + (int) seed, 200, Events.FEW_KEYS);
        }
    }

    @Test
    void shouldLeaveNothingInTheStoreInTheEnd() {
        DedupOptions options = options(100, 1, 100, PLENTY, 20);
        Side side = new Side(options, true, OFF_HEAP);
        for (int i = 0; i < 20_000; i++) {
            side.offer(i / 3 * 2 % 15_000, i / 10, 1, i);
            if (i % 500 == 0) {
                side.commit();
            }
        }
        for (int i = 0; i < 20; i++) {
            side.offer(-1 - i, 10_000 + 1_000L * i, 1, 20_000 + i);
            side.commit();
        }
        assertThat(side.store).hasSizeLessThan(10);
    }

    /** What happens beside records and commits. */
    private enum Events {
        RESTARTS,
        /** Nothing restarts then: how long a partition was idle is forgotten with the process. */
        IDLE_TIMES,
        /** Keys that were given up are remembered after a restart, if they are still stored. */
        FEW_KEYS
    }

    private static void run(long seed, int maxKeys, int kinds, Events events) {
        boolean few = events == Events.FEW_KEYS;
        Random random = new Random(seed);
        DedupOptions options = options(
                50 + random.nextInt(100),
                1 + random.nextInt(3),
                random.nextInt(4) * 60L,
                maxKeys,
                random.nextInt(3) * 20L);
        Side old = new Side(options, false, HEAP);
        Side now = new Side(options, true, random.nextBoolean() ? OFF_HEAP : HEAP);
        List<long[]> lines = lines(random, kinds, few, options.windowMs());
        int next = 0;
        int reached = 0;
        int committed = 0;
        int stored = 0;
        while (next < lines.size()) {
            String at = "seed " + seed + ", record " + next + ", " + options;
            long[] line = lines.get(next);
            Decision expected = old.offer(line[0], line[1], (int) line[2], line[3]);
            Decision decision = now.offer(line[0], line[1], (int) line[2], line[3]);
            if (next < reached) {
                assertThat(decision.passes()).as(at).isEqualTo(expected.passes());
            } else {
                assertThat(decision).as(at).isEqualTo(expected);
            }
            next++;
            reached = Math.max(reached, next);
            assertThat(now.summaries()).as(at).isEqualTo(old.summaries());
            assertThat(now.liveKeys()).as(at).isEqualTo(old.liveKeys());
            int fate = random.nextInt(80);
            if (fate == 0 && events == Events.IDLE_TIMES) {
                long idleMs = random.nextInt((int) (3 * (options.windowMs() + options.lateMs())));
                old.closeIdle(idleMs);
                now.closeIdle(idleMs);
                assertThat(now.summaries()).as(at + ", idle").isEqualTo(old.summaries());
            } else if (fate <= 4) {
                old.commit();
                now.commit();
                stored = Math.max(stored, next);
                if (fate == 1 && events == Events.RESTARTS) {
                    // Killed after the entries were written, before the offsets were.
                    old.restart();
                    now.restart();
                    next = committed;
                } else {
                    committed = next;
                    if (fate == 2 && events == Events.RESTARTS) {
                        old.restart();
                        now.restart();
                    }
                }
            } else if (fate == 5 && events == Events.RESTARTS) {
                old.restart();
                now.restart();
                next = committed;
                reached = stored;
            }
        }
        for (int i = 0; i < 8; i++) {
            now.offer(-1, 1_000_000, i % 2, 1_000_000 + i);
            now.commit();
        }
        assertThat(now.store).as("seed %d: only the last one is stored", seed).hasSize(1);
        now.close();
    }

    /** Kind, time, partition and offset of each; where keys are few no two at the same time, so that one is the oldest. */
    private static List<long[]> lines(Random random, int kinds, boolean few, long windowMs) {
        List<long[]> lines = new ArrayList<>();
        long[] offsets = {random.nextInt(5), 1_000};
        long timeMs = 10_000;
        for (int i = 0; i < RECORDS; i++) {
            timeMs += few ? 1 + random.nextInt(8) : random.nextInt(random.nextInt(10) == 0 ? 80 : 8);
            long behindMs = !few && random.nextInt(3) == 0 ? random.nextInt(2 * (int) windowMs) : 0;
            int partition = random.nextInt(2);
            offsets[partition] += 1 + random.nextInt(2);
            lines.add(new long[] {random.nextInt(kinds), timeMs - behindMs, partition, offsets[partition]});
        }
        return lines;
    }

    private static DedupOptions options(long windowMs, int pass, long lateMs, int maxKeys, long intervalMs) {
        return new DedupOptions(
                windowMs, pass, DedupOptions.Scope.KEY, DedupOptions.Mask.NUMBERS, lateMs, maxKeys, intervalMs);
    }

    /** One of the two, with its store. */
    private static final class Side implements AutoCloseable {
        private final DedupOptions options;
        private final boolean isNew;
        private final SightingEngine engine;
        private final Map<String, byte[]> store = new TreeMap<>();
        private final List<String> summaries = new ArrayList<>();
        private @Nullable DuplicateWindow window;
        private @Nullable ReferenceWindow reference;

        Side(DedupOptions options, boolean isNew, SightingEngine engine) {
            this.options = options;
            this.isNew = isNew;
            this.engine = engine;
            restart();
        }

        void restart() {
            close();
            DuplicateWindow.Report report =
                    (entry, reason) -> summaries.add(entry.fingerprint.low() + " " + reason + " "
                            + entry.firstMs + " " + entry.lastMs + " " + entry.passed + " " + entry.suppressed + " "
                            + entry.sample.length);
            if (isNew) {
                DuplicateWindow fresh = new DuplicateWindow(options, report, engine);
                store.forEach((key, value) -> fresh.load(HexFormat.of().parseHex(key), value));
                window = fresh;
            } else {
                ReferenceWindow fresh = new ReferenceWindow(options, report);
                store.forEach((key, value) -> fresh.load(HexFormat.of().parseHex(key), value));
                reference = fresh;
            }
        }

        Decision offer(long kind, long timeMs, int partition, long offset) {
            Fingerprint fingerprint = new Fingerprint(kind * kind, kind);
            byte[] line = new byte[(int) (offset & 15)];
            return window != null
                    ? window.offer(fingerprint, timeMs, partition, offset, line, 0, line.length)
                    : reference().offer(fingerprint, timeMs, partition, offset, line, 0, line.length);
        }

        void closeIdle(long idleMs) {
            if (window != null) {
                window.closeIdle(5, 5 + idleMs);
            } else {
                reference().closeIdle(5, 5 + idleMs);
            }
        }

        int liveKeys() {
            return window != null ? window.liveKeys() : reference().liveKeys();
        }

        void commit() {
            if (window != null) {
                window.forEachDirty(this::store);
            } else {
                reference().forEachDirty(this::store);
            }
        }

        private void store(byte[] key, byte @Nullable [] value) {
            String name = HexFormat.of().formatHex(key);
            if (value == null) {
                store.remove(name);
            } else {
                store.put(name, value);
            }
        }

        /** Those since the last call, in an order of their own: entries that are due at once come in any. */
        List<String> summaries() {
            List<String> sorted = new ArrayList<>(summaries);
            sorted.sort(null);
            summaries.clear();
            return sorted;
        }

        private ReferenceWindow reference() {
            if (reference == null) {
                throw new IllegalStateException("there is no window");
            }
            return reference;
        }

        @Override
        public void close() {
            if (window != null) {
                window.close();
            }
        }
    }
}
