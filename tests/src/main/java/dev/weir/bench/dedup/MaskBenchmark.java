package dev.weir.bench.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.bench.LogTraffic;
import dev.weir.bench.engines.ThreadTime;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.LineFingerprints;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All lines of a log once: masked and hashed, or put to less work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MaskBenchmark {

    /** Lines as a service writes them, of about 200 bytes, with more numbers than most. */
    static final String GENERATED = "generated";

    /** All logs, one behind the other. */
    static final String ALL = "all";

    private static final long SEED = 20_261_121;
    private static final int GENERATED_LINES = 20_000;

    /** What is done with a line. */
    public enum Work {
        COPY {
            @Override
            long of(MaskBenchmark benchmark, byte[] line) {
                System.arraycopy(line, 0, benchmark.copy, 0, line.length);
                return benchmark.copy[0];
            }
        },
        /** XXH3-128. */
        HASH {
            @Override
            long of(MaskBenchmark benchmark, byte[] line) {
                return Hashing.xxh3_128()
                        .hashBytesTo128Bits(line, 0, line.length)
                        .getLeastSignificantBits();
            }
        },
        MASK_AND_HASH {
            @Override
            long of(MaskBenchmark benchmark, byte[] line) {
                return benchmark.fingerprints.of(line, 0, line, 0, line.length)[0];
            }
        };

        abstract long of(MaskBenchmark benchmark, byte[] line);
    }

    /** Where labelled logs lie, with the system's separator between folders. */
    @Param("")
    public String folders = "";

    @Param(GENERATED)
    public String log = "";

    @Param({"COPY", "HASH", "MASK_AND_HASH"})
    public Work work = Work.MASK_AND_HASH;

    private final LineFingerprints fingerprints = new LineFingerprints(new DedupOptions(
            SeenLines.WINDOW_MS, 1, DedupOptions.Scope.GLOBAL, DedupOptions.Mask.NUMBERS, SeenLines.LATE_MS, 1, 0));
    private List<byte[]> lines = List.of();
    private byte[] copy = {};

    @Setup
    public void open() throws IOException {
        lines = lines(log, folders);
        copy = new byte[lines.stream().mapToInt(line -> line.length).max().orElse(0)];
    }

    @Benchmark
    public long pass(ThreadTime time) {
        long made = 0;
        for (byte[] line : lines) {
            made += work.of(this, line);
        }
        return made;
    }

    /** The lines of a log. */
    static List<byte[]> lines(String log, String folders) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        if (log.equals(GENERATED)) {
            LogTraffic traffic = new LogTraffic(SEED);
            for (int i = 0; i < GENERATED_LINES; i++) {
                lines.add(traffic.next().value());
            }
            return lines;
        }
        List<Path> paths =
                Arrays.stream(folders.split(File.pathSeparator)).map(Path::of).toList();
        for (LabelledLog labelled : LabelledLog.find(paths, name -> log.equals(ALL) || log.equals(name))) {
            labelled.lines().forEach(line -> lines.add(line.whole().getBytes(UTF_8)));
        }
        return lines;
    }
}
