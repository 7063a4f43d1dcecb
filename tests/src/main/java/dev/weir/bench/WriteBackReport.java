package dev.weir.bench;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.LocalBroker;
import dev.weir.config.PipelineConfig;
import dev.weir.topology.SessionStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures what the sessions of {@value #STREAMS} live streams cost at commits, on a local broker. */
final class WriteBackReport {

    static final int STREAMS = 2_000;
    static final int CHUNKS_PER_SECOND = 50;

    private static final double MOST_BYTES_PER_SECOND = 15e6;
    private static final long SEED = 20_261_121;
    private static final int SECONDS_AT_LEAST = 5;
    private static final long COMMIT_MS = 1_000;
    private static final long NO_COMMIT_MS = 3_600_000;

    private WriteBackReport() {}

    /** Prints the figures and returns whether the changelog takes no more than it may. */
    static boolean print(PrintWriter out, PipelineConfig pipeline, int seconds, Consumer<String> progress)
            throws Exception {
        int lasting = Math.max(SECONDS_AT_LEAST, seconds);
        Path state = Files.createTempDirectory("weir-bench-");
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults())) {
            progress.accept("sessions: warm-up");
            run(pipeline, broker, state, "warm", COMMIT_MS, lasting);
            progress.accept("sessions: a commit every second");
            WriteBack written = run(pipeline, broker, state, "written", COMMIT_MS, lasting);
            progress.accept("sessions: no commit");
            WriteBack unwritten = run(pipeline, broker, state, "unwritten", NO_COMMIT_MS, lasting);
            out.printf(
                    Locale.ROOT,
                    "%,d live streams at %d chunks/s, a commit every second, store %s: %,.0f records/s of %,d sent%n",
                    STREAMS,
                    CHUNKS_PER_SECOND,
                    SessionStore.of(pipeline).name().toLowerCase(Locale.ROOT),
                    written.recordsPerSecond(),
                    STREAMS * CHUNKS_PER_SECOND);
            out.printf(
                    Locale.ROOT,
                    "changelog: %.2f MB/s in %d commits (at most %.0f MB/s allowed)%n",
                    written.bytesPerSecond() / 1e6,
                    written.commits(),
                    MOST_BYTES_PER_SECOND / 1e6);
            out.printf(
                    Locale.ROOT,
                    "snapshots: %,d bytes in the mean, %,d at most%n",
                    written.snapshotBytes() / Math.max(1, written.snapshots()),
                    written.largestBytes());
            out.printf(
                    Locale.ROOT,
                    "stream thread: %.2f µs a record, %.2f µs without commits: %.0f %% of it goes into them%n",
                    written.cpuMicros(),
                    unwritten.cpuMicros(),
                    100 * (1 - unwritten.cpuMicros() / written.cpuMicros()));
            out.flush();
            return written.bytesPerSecond() <= MOST_BYTES_PER_SECOND;
        }
    }

    private static WriteBack run(
            PipelineConfig pipeline, LocalBroker broker, Path state, String suffix, long commitMs, int seconds)
            throws InterruptedException {
        String input = pipeline.name() + "-bench." + suffix;
        PipelineConfig own = BenchPipelines.at(pipeline, broker.bootstrapServers(), input, suffix, state);
        return WriteBack.measure(
                BenchPipelines.committing(own, commitMs),
                new ChunkTraffic(SEED, STREAMS),
                STREAMS * CHUNKS_PER_SECOND,
                seconds);
    }
}
