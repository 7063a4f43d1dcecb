package dev.weir.bench.dedup;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Fills a window with as many live keys as asked for and measures it from then on, in a JVM of its own; prints one line for
 * {@link WindowResult#parse}.
 *
 * <p>Half of the records are of kinds that come once, half repeat one of {@value #REGULARS} kinds that come all the time.
 * Event time goes on so that as many single kinds as asked for come within window and lateness.
 */
public final class WindowRun {

    private static final long SEED = 20_261_121;
    private static final int REGULARS = 10_000;
    private static final int COMMIT_EVERY = 10_000;

    private final SeenLines window;
    private final long keys;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long record;
    private long repeats;
    private long longestNs;

    private WindowRun(SeenLines window, long keys) {
        this.window = window;
        this.keys = keys;
    }

    /** @param arguments the engine, how many keys are to be live, how many seconds to measure */
    public static void main(String[] arguments) {
        WindowEngine engine = WindowEngine.valueOf(arguments[0]);
        try (SeenLines window = engine.open()) {
            WindowRun run = new WindowRun(window, Long.parseLong(arguments[1]));
            System.out.println(
                    run.measure(engine, Integer.parseInt(arguments[2])).print());
        }
    }

    private WindowResult measure(WindowEngine engine, int seconds) {
        for (long i = 0; i < keys; i++) {
            long startNs = System.nanoTime();
            window.fill(kind(record), timeMs(), record);
            record += 2;
            commitNowAndThen();
            if (i >= keys / 10) { // what is slow before is the JVM, which has not compiled yet
                longestNs = Math.max(longestNs, System.nanoTime() - startNs);
            }
        }
        double longestFillMs = longestNs * 1e-6;
        run(seconds);
        AtomicLong longestPauseMs = watchPauses();
        longestNs = 0;
        repeats = 0;
        long begin = record;
        long cpuNs = processorTimeNs();
        long startNs = System.nanoTime();
        run(seconds);
        double records = record - begin;
        double wallNs = (System.nanoTime() - startNs) / records;
        double processorNs = (processorTimeNs() - cpuNs) / records;
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new WindowResult(
                engine,
                keys,
                wallNs,
                processorNs,
                longestPauseMs.get(),
                longestFillMs,
                longestNs * 1e-6,
                heap * 1e-6,
                repeats / records);
    }

    private void run(int seconds) {
        long beforeNs = System.nanoTime();
        long endNs = beforeNs + seconds * 1_000_000_000L;
        while (beforeNs < endNs) {
            long kind = random.nextBoolean() ? record : -1 - random.nextInt(REGULARS);
            if (window.isRepeat(kind(kind), timeMs(), record)) {
                repeats++;
            }
            record++;
            commitNowAndThen();
            long nowNs = System.nanoTime();
            longestNs = Math.max(longestNs, nowNs - beforeNs);
            beforeNs = nowNs;
        }
    }

    private void commitNowAndThen() {
        if (record % COMMIT_EVERY < 2) {
            window.commit();
        }
    }

    /** Two records for each kind that comes once. */
    private long timeMs() {
        return record * (SeenLines.WINDOW_MS + SeenLines.LATE_MS) / (2 * keys);
    }

    /** Spread as hashes are (SplitMix64). */
    private static byte[] kind(long number) {
        return ByteBuffer.allocate(16)
                .putLong(mixed(number))
                .putLong(mixed(~number))
                .array();
    }

    private static long mixed(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private static AtomicLong watchPauses() {
        AtomicLong longestMs = new AtomicLong();
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (notification, handback) -> {
                                    GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(
                                            (CompositeData) notification.getUserData());
                                    if (!info.getGcCause().equals("System.gc()")) {
                                        longestMs.accumulateAndGet(
                                                info.getGcInfo().getDuration(), Math::max);
                                    }
                                },
                                notification -> notification
                                        .getType()
                                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                                null));
        return longestMs;
    }

    private static long processorTimeNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static String[] arguments(WindowEngine engine, long keys, int seconds) {
        return new String[] {engine.name(), Long.toString(keys), String.format(Locale.ROOT, "%d", seconds)};
    }
}
