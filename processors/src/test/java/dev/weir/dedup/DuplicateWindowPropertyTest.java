package dev.weir.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.window.SightingEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window against a model that keeps everything, over random records with restarts and crashes in between. */
class DuplicateWindowPropertyTest {

    private static final int RECORDS = 600;
    private static final SightingEngine ENGINE = SightingEngine.offHeap();

    /** One line of the input: which kind it is, when it happened and where it stands. */
    private record Line(long kind, long timeMs, int partition, long offset) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldDecideAndCountAsTheModelDoes(long seed) {
        for (int round = 0; round < 20; round++) {
            Random random = new Random(seed * 1_000 + round);
            DedupOptions options = options(random);
            List<Line> lines = lines(random, options);
            Model model = new Model(options);
            Run run = new Run(options);
            int committed = 0;
            int stored = 0;
            List<Boolean> passes = new ArrayList<>();
            int next = 0;
            while (next < lines.size()) {
                Line line = lines.get(next);
                Decision decision = run.offer(line);
                if (next < passes.size()) {
                    boolean beyondMemory =
                            decision == Decision.PASS_AGAIN && passedLater(lines, passes, next) >= Lane.MAX_PASSED;
                    assertThat(decision.passes())
                            .as("seed %d, round %d, record %d read again: %s", seed, round, next, decision)
                            .isEqualTo(beyondMemory || passes.get(next));
                } else {
                    assertThat(decision)
                            .as("seed %d, round %d, record %d: %s, %s", seed, round, next, line, options)
                            .isEqualTo(model.decide(line));
                    passes.add(decision.passes());
                }
                next++;
                int fate = random.nextInt(60);
                if (fate <= 3) {
                    run.commit();
                    stored = Math.max(stored, next);
                    if (fate == 0) {
                        run.restart(); // killed after the entries were written, before the offsets were
                        next = committed;
                    } else {
                        committed = next;
                        if (fate == 1) {
                            run.restart(); // stopped in good order
                        }
                    }
                } else if (fate == 4) {
                    run.restart(); // killed between two commits: neither entries nor offsets were written
                    next = committed;
                    passes.subList(stored, passes.size()).clear();
                    model = new Model(options);
                    for (Line before : lines.subList(0, stored)) {
                        model.decide(before);
                    }
                }
            }
            run.window.advance(Long.MAX_VALUE / 2);
            assertThat(run.lastSummaries)
                    .as("seed %d, round %d, the last word on each window", seed, round)
                    .isEqualTo(model.summaries());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldHoldNothingBackWithoutALineOfItsKindThatArrived(long seed) {
        for (int round = 0; round < 20; round++) {
            Random random = new Random(seed * 1_000 + round);
            DedupOptions options = options(random);
            List<Line> lines = lines(random, options);
            Run run = new Run(options);
            boolean[] arrived = new boolean[lines.size()];
            boolean[] passed = new boolean[lines.size()];
            int committed = 0;
            for (int next = 0; next < lines.size(); next++) {
                passed[next] = run.offer(lines.get(next)).passes();
                if (random.nextInt(25) == 0) {
                    if (random.nextBoolean()) {
                        run.commit();
                        System.arraycopy(passed, committed, arrived, committed, next + 1 - committed);
                        committed = next + 1;
                    } else {
                        run.commitSome(random); // killed when only some entries were written and no output arrived
                        run.restart();
                        next = committed - 1;
                    }
                }
            }
            System.arraycopy(passed, committed, arrived, committed, lines.size() - committed);
            for (int i = 0; i < arrived.length; i++) {
                assertThat(arrived[i] || hasArrivedNeighbour(lines, arrived, i, options))
                        .as("seed %d, round %d, record %d: %s, %s", seed, round, i, lines.get(i), options)
                        .isTrue();
            }
        }
    }

    private static long passedLater(List<Line> lines, List<Boolean> passes, int index) {
        Line line = lines.get(index);
        return IntStream.range(index + 1, passes.size())
                .filter(i -> passes.get(i)
                        && lines.get(i).kind() == line.kind()
                        && lines.get(i).partition() == line.partition())
                .count();
    }

    private static boolean hasArrivedNeighbour(List<Line> lines, boolean[] arrived, int index, DedupOptions options) {
        Line line = lines.get(index);
        for (int i = 0; i < arrived.length; i++) {
            Line other = lines.get(i);
            if (arrived[i]
                    && other.kind() == line.kind()
                    && Math.abs(other.timeMs() - line.timeMs()) < options.windowMs()) {
                return true;
            }
        }
        return false;
    }

    private static DedupOptions options(Random random) {
        return new DedupOptions(
                50 + random.nextInt(100),
                1 + random.nextInt(3),
                DedupOptions.Scope.KEY,
                DedupOptions.Mask.NUMBERS,
                random.nextInt(4) * 60L,
                100_000,
                random.nextInt(3) * 20L);
    }

    private static List<Line> lines(Random random, DedupOptions options) {
        List<Line> lines = new ArrayList<>();
        long[] offsets = {random.nextInt(5), 1_000};
        long timeMs = 10_000;
        int kinds = 1 + random.nextInt(12);
        for (int i = 0; i < RECORDS; i++) {
            timeMs += random.nextInt(random.nextInt(10) == 0 ? 80 : 8);
            long behindMs = random.nextInt(3) == 0 ? random.nextInt(2 * (int) options.windowMs()) : 0;
            int partition = random.nextInt(2);
            offsets[partition] += 1 + random.nextInt(2);
            lines.add(new Line(random.nextInt(kinds), timeMs - behindMs, partition, offsets[partition]));
        }
        return lines;
    }

    /** A window with its store, restarted at will. */
    private static final class Run {
        private final DedupOptions options;
        private final Map<String, byte[]> store = new TreeMap<>();
        private final Map<String, String> lastSummaries = new TreeMap<>();
        private DuplicateWindow window;

        Run(DedupOptions options) {
            this.options = options;
            this.window = window();
        }

        private DuplicateWindow window() {
            return new DuplicateWindow(
                    options,
                    (entry, reason) -> lastSummaries.put(
                            entry.fingerprint.low() + "@" + entry.firstMs,
                            entry.passed + "+" + entry.suppressed + " until " + entry.lastMs),
                    ENGINE);
        }

        Decision offer(Line line) {
            return window.offer(
                    new Fingerprint(0, line.kind()), line.timeMs(), line.partition(), line.offset(), new byte[3], 0, 3);
        }

        void commit() {
            window.forEachDirty((key, value) -> {
                String name = Fingerprint.fromBytes(key).toHex();
                if (value == null) {
                    store.remove(name);
                } else {
                    store.put(name, value);
                }
            });
        }

        void commitSome(Random random) {
            window.forEachDirty((key, value) -> {
                String name = Fingerprint.fromBytes(key).toHex();
                if (random.nextBoolean()) {
                    if (value == null) {
                        store.remove(name);
                    } else {
                        store.put(name, value);
                    }
                }
            });
        }

        void restart() {
            window.close();
            window = window();
            store.forEach((key, value) -> window.load(java.util.HexFormat.of().parseHex(key), value));
        }
    }

    /** The rules once more, without expiry, order or storage. */
    private static final class Model {
        private static final class Window {
            long firstMs;
            long lastMs;
            long passed = 1;
            long suppressed;
        }

        private final DedupOptions options;
        private final Map<Long, Window> current = new HashMap<>();
        private final Map<String, Window> all = new TreeMap<>();
        private long streamTimeMs = Long.MIN_VALUE;

        Model(DedupOptions options) {
            this.options = options;
        }

        Decision decide(Line line) {
            streamTimeMs = Math.max(streamTimeMs, line.timeMs());
            if (line.timeMs() < streamTimeMs - options.lateMs()) {
                return Decision.LATE;
            }
            Window window = current.get(line.kind());
            boolean remembered =
                    window != null && streamTimeMs < window.firstMs + options.windowMs() + options.lateMs();
            if (!remembered || line.timeMs() >= Objects.requireNonNull(window).firstMs + options.windowMs()) {
                Window opened = new Window();
                opened.firstMs = line.timeMs();
                opened.lastMs = line.timeMs();
                current.put(line.kind(), opened);
                all.put(line.kind() + "@" + line.timeMs(), opened);
                return Decision.PASS_FIRST;
            }
            if (line.timeMs() <= window.firstMs - options.windowMs()) {
                return Decision.LATE;
            }
            window.lastMs = Math.max(window.lastMs, line.timeMs());
            if (window.passed < options.pass()) {
                window.passed++;
                return Decision.PASS;
            }
            window.suppressed++;
            return Decision.SUPPRESS;
        }

        Map<String, String> summaries() {
            Map<String, String> summaries = new TreeMap<>();
            all.forEach((name, window) -> {
                if (window.suppressed > 0) {
                    summaries.put(name, window.passed + "+" + window.suppressed + " until " + window.lastMs);
                }
            });
            return summaries;
        }
    }
}
