package dev.weir.bench.loops;

import dev.weir.bench.loops.DetectLoopsBenchmark.Text;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.filter.StateWriter;
import dev.weir.loop.DetectLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The memory that streams take which are followed at the same time, and what is stored of each at a commit. */
final class LiveStreams {

    private static final int STREAMS = 100_000;
    /** Streams that are alive at the same time here; the rest is in proportion. */
    private static final int OPENED = 10_000;

    private static final int CHUNK_BYTES = 200;
    private static final int[] LENGTHS = {200, 2_000, 8_000, 64_000};

    private LiveStreams() {}

    static Table measure() {
        Table table = new Table(
                "streams",
                STREAMS + " live streams of each length, in proportion from " + OPENED,
                "text",
                "bytes read",
                "heap a stream, B",
                "heap, GB",
                "stored, mean B",
                "stored, max B");
        for (Text text : Text.values()) {
            byte[] written = text.write();
            for (int length : LENGTHS) {
                measure(text, written, length, table);
            }
        }
        return table;
    }

    private static void measure(Text text, byte[] written, int length, Table table) {
        DetectLoops type = new DetectLoops();
        FilterFactory factory = type.configure(new OptionValues(type.options(), Map.of()));
        Channel channel = text == Text.THINKING ? Channel.THINKING : Channel.CONTENT;
        long before = usedBytes();
        List<Filter> streams = new ArrayList<>(OPENED);
        long stored = 0;
        int most = 0;
        StateWriter state = new StateWriter();
        for (int i = 0; i < OPENED; i++) {
            Filter filter = Objects.requireNonNull(factory.open(channel, false));
            int begin = (int) ((long) i * 7_919 % (written.length - length));
            for (int from = begin; from < begin + length; from += CHUNK_BYTES) {
                filter.accept(written, from, Math.min(CHUNK_BYTES, begin + length - from), NOWHERE);
            }
            state.clear();
            filter.save(state);
            int size = state.toByteArray().length;
            stored += size;
            most = Math.max(most, size);
            streams.add(filter);
        }
        double each = (double) (usedBytes() - before) / streams.size();
        table.row(
                text.name().toLowerCase(Locale.ROOT), length, (long) each, each * STREAMS / 1e9, stored / OPENED, most);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static final FilterOutput NOWHERE = new FilterOutput() {
        @Override
        public void text(byte[] text, int offset, int length) {}

        @Override
        public void thinking(byte[] text, int offset, int length) {}

        @Override
        public void flag(String flag) {}

        @Override
        public void alert(Alert alert) {}

        @Override
        public void report(Report report) {}
    };
}
