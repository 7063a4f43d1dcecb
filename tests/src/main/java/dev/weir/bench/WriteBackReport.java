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

/**
 * Measures what the sessions of {@value #STREAMS} live streams cost at commits, on a local broker.
 *
 * <p>A machine that does not carry all of them is offered fewer, each at the same rate: what one stream puts on the changelog at
 * a commit is the same then, and the sum is scaled.
 */
final class WriteBackReport {

    private static final int STREAMS = 2_000;
    private static final int CHUNKS_PER_SECOND = 50;
    /** Responses of about 6 KB take half a minute: most streams are longer than what is remembered of them. */
    private static final int LENGTH = 6;

    private static final double MOST_BYTES_PER_SECOND = 15e6;
    private static final double LEAST_OF_OFFERED = 0.97;
    private static final long SEED = 20_261_121;
    private static final int SECONDS_AT_LEAST = 5;
    private static final long NO_COMMIT_MS = 3_600_000;

    private final PipelineConfig pipeline;
    private final SessionsOptions options;
    private final int seconds;

    private WriteBackReport(PipelineConfig pipeline, SessionsOptions options, int seconds) {
        this.pipeline = pipeline;
        this.options = options;
        this.seconds = Math.max(SECONDS_AT_LEAST, seconds);
    }

    /** Prints the figures; returns whether all that was offered was processed and the changelog takes no more than it may. */
    static boolean print(
            PrintWriter out, PipelineConfig pipeline, SessionsOptions options, int seconds, Consumer<String> progress)
            throws Exception {
        if (options.streams() < 1 || options.commitMs() < 1) {
            throw new IllegalArgumentException("sessions needs --streams and --commit-ms of at least 1");
        }
        return new WriteBackReport(pipeline, options, seconds).print(out, progress);
    }

    private boolean print(PrintWriter out, Consumer<String> progress) throws Exception {
        Path state = Files.createTempDirectory("weir-bench-");
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults())) {
            if (options.stored() > 0) {
                progress.accept("sessions: a restart");
                return StoredStreams.print(out, own(broker, state, "stored"), options.stored(), state);
            }
            progress.accept("sessions: warm-up");
            run(broker, state, "warm", options.commitMs());
            progress.accept("sessions: with commits");
            WriteBack written = run(broker, state, "written", options.commitMs());
            progress.accept("sessions: without");
            WriteBack unwritten = run(broker, state, "unwritten", NO_COMMIT_MS);
            return print(out, written, unwritten);
        }
    }

    private boolean print(PrintWriter out, WriteBack written, WriteBack unwritten) {
        int offered = options.streams() * CHUNKS_PER_SECOND;
        int commits = Math.max(1, written.commits());
        double perCommit = (double) written.bytes() / commits * STREAMS / options.streams();
        double perSecond = perCommit * 1_000 / options.commitMs();
        boolean carried = written.recordsPerSecond() >= LEAST_OF_OFFERED * offered;
        boolean small = perSecond <= MOST_BYTES_PER_SECOND;
        out.printf(
                Locale.ROOT,
                "%,d live streams at %d chunks/s, a commit every %,d ms, store %s%n",
                options.streams(),
                CHUNKS_PER_SECOND,
                options.commitMs(),
                SessionStore.of(pipeline).name().toLowerCase(Locale.ROOT));
        out.printf(
                Locale.ROOT,
                "processed: %,.0f of %,d records/s%s%n",
                written.recordsPerSecond(),
                offered,
                carried ? "" : ": MISSED, what follows is too good; offer fewer --streams");
        out.printf(
                Locale.ROOT,
                "snapshots: %,d bytes in the mean, %,d at most, %,d at each of %d commits in %.1f s%n",
                written.snapshotBytes() / Math.max(1, written.snapshots()),
                written.largestBytes(),
                written.snapshots() / commits,
                written.commits(),
                written.seconds());
        out.printf(
                Locale.ROOT,
                "changelog: %.2f MB/s%s; at most %.0f MB/s wanted%s%n",
                perSecond / 1e6,
                options.streams() == STREAMS ? "" : String.format(Locale.ROOT, ", scaled to %,d streams", STREAMS),
                MOST_BYTES_PER_SECOND / 1e6,
                small ? "" : ": MISSED");
        out.printf(
                Locale.ROOT,
                "stream thread: %.2f us a record, %.2f us without commits: %.0f %% of it goes into them%n",
                written.cpuMicros(),
                unwritten.cpuMicros(),
                100 * (1 - unwritten.cpuMicros() / written.cpuMicros()));
        out.flush();
        return carried && small;
    }

    private WriteBack run(LocalBroker broker, Path state, String suffix, long commitMs) throws InterruptedException {
        return WriteBack.measure(
                BenchPipelines.committing(own(broker, state, suffix), commitMs),
                ChunkTraffic.underWay(SEED, options.streams(), LENGTH),
                options.streams() * CHUNKS_PER_SECOND,
                seconds);
    }

    private PipelineConfig own(LocalBroker broker, Path state, String suffix) {
        String input = pipeline.name() + "-bench." + suffix;
        return BenchPipelines.at(pipeline, broker.bootstrapServers(), input, suffix, state);
    }
}
