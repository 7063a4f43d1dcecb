package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.loop.DetectLoops;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One honest stream of {@value #STREAM_BYTES} bytes in pieces of one size, from its first byte to its end: ns a byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DetectLoopsBenchmark.STREAM_BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectLoopsBenchmark {

    static final int STREAM_BYTES = 64 << 10;

    /** What is looked for, with its options. */
    public enum Kinds {
        EXACT("false", "false", "false"),
        EXACT_NEAR("true", "false", "false"),
        EXACT_NOVELTY("false", "true", "false"),
        EXACT_NEAR_NOVELTY("true", "true", "false"),
        ALL("true", "true", "true");

        private final String near;
        private final String novelty;
        private final String turns;

        Kinds(String near, String novelty, String turns) {
            this.near = near;
            this.novelty = novelty;
            this.turns = turns;
        }

        Map<String, String> options() {
            return Map.of("near", near, "novelty", novelty, "turns", turns);
        }
    }

    /** What is read. */
    public enum Text {
        PROSE,
        JAVA,
        JSON,
        LOG,
        THINKING;

        byte[] write() {
            Random random = new Random(7);
            String text = switch (this) {
                case PROSE -> Prose.article(random, STREAM_BYTES);
                case JAVA -> CodeTexts.java(random, STREAM_BYTES);
                case JSON -> ListTexts.jsonArray(random, STREAM_BYTES);
                case LOG -> LogTexts.service(random, STREAM_BYTES);
                case THINKING -> SpokenTexts.reasoning(random, STREAM_BYTES);
            };
            byte[] bytes = text.getBytes(UTF_8);
            if (bytes.length < STREAM_BYTES) {
                throw new IllegalStateException(this + " has only " + bytes.length + " bytes");
            }
            return bytes;
        }
    }

    @Param({"16", "200", "1024"})
    public int chunkBytes;

    @Param({"PROSE", "JAVA", "JSON", "LOG", "THINKING"})
    public Text text = Text.PROSE;

    @Param({"EXACT", "EXACT_NEAR", "EXACT_NOVELTY", "EXACT_NEAR_NOVELTY", "ALL"})
    public Kinds kinds = Kinds.ALL;

    private final Counter output = new Counter();
    private byte[] stream = {};
    private Channel channel = Channel.CONTENT;
    private FilterFactory factory = (anyChannel, wholeDocument) -> null;

    @Setup
    public void open() {
        stream = text.write();
        channel = text == Text.THINKING ? Channel.THINKING : Channel.CONTENT;
        DetectLoops type = new DetectLoops();
        factory = type.configure(new OptionValues(type.options(), kinds.options()));
    }

    @Benchmark
    public long detect() {
        Filter filter = Objects.requireNonNull(factory.open(channel, false));
        for (int from = 0; from < STREAM_BYTES; from += chunkBytes) {
            filter.accept(stream, from, Math.min(chunkBytes, STREAM_BYTES - from), output);
        }
        filter.finish(output);
        return output.count;
    }

    /** Counts what comes out. */
    private static final class Counter implements FilterOutput {

        private long count;

        @Override
        public void text(byte[] text, int offset, int length) {
            count += length;
        }

        @Override
        public void thinking(byte[] text, int offset, int length) {
            count += length;
        }

        @Override
        public void flag(String flag) {
            count++;
        }

        @Override
        public void alert(Alert alert) {
            count++;
        }

        @Override
        public void report(Report report) {
            count++;
        }
    }
}
