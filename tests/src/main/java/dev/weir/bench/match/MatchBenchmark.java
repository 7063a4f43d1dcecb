package dev.weir.bench.match;

import dev.weir.bench.engines.ThreadTime;
import dev.weir.bench.match.WordFinder.Engine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Log lines of {@value #BYTES} bytes together, each looked at by itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
public class MatchBenchmark {

    static final int BYTES = 64 << 10;

    @Param({"10", "1000", "10000"})
    public int words;

    @Param({"WEIR", "TRIE", "REGEX"})
    public String engine = "";

    private List<byte[]> lines = List.of();
    private WordFinder finder = line -> false;

    @Setup
    public void compile() {
        List<String> signatures = Words.signatures(words);
        lines = Words.lines(signatures, BYTES);
        finder = Engine.valueOf(engine).finder(signatures);
        int found = find();
        finder = Engine.TRIE.finder(signatures);
        int right = find();
        finder = Engine.valueOf(engine).finder(signatures);
        if (found != right || found == 0) {
            throw new IllegalStateException(engine + " finds words in " + found + " lines, and " + right + " have one");
        }
    }

    @Benchmark
    public int find(ThreadTime time) {
        return find();
    }

    private int find() {
        int found = 0;
        for (byte[] line : lines) {
            found += finder.isIn(line) ? 1 : 0;
        }
        return found;
    }

    /** How many bytes the lines have together. */
    static int lineBytes(int words) {
        return Words.lines(Words.signatures(words), BYTES).stream()
                .mapToInt(line -> line.length)
                .sum();
    }
}
