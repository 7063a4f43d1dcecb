package dev.weir.explain;

import dev.weir.config.PipelineConfig;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains what the filters of one pipeline change. Belongs to the thread that the pipeline runs on.
 *
 * <p>A stream is explained when a filter of it ends: until then up to 64 KiB of its text before and after the filter are
 * kept for each channel.
 */
public final class Explanations {

    private static final int MAX_KEY_SYMBOLS = 40;

    private final ExplanationPrinter printer;
    private List<String> ready = new ArrayList<>();
    private long line;
    private String key = "";

    /** @param coloured whether to set off what was removed and added by colours */
    public Explanations(boolean coloured) {
        printer = new ExplanationPrinter(coloured);
    }

    /** The same pipeline with a recorder around each of its filters over text. */
    public PipelineConfig watch(PipelineConfig pipeline) {
        return WatchedPipeline.of(pipeline, (filter, channel) -> new Recorder(filter, channel));
    }

    /** Says which record runs through the pipeline from now on. */
    public void at(long lineNumber, byte @Nullable [] recordKey) {
        line = lineNumber;
        key = recordKey == null ? "" : name(recordKey);
    }

    private static String name(byte[] recordKey) {
        Symbols symbols = Symbols.of(recordKey, recordKey.length);
        int shown = Math.min(symbols.count(), MAX_KEY_SYMBOLS);
        return symbols.visible(0, shown) + (shown < symbols.count() ? ExplanationPrinter.ELLIPSIS : "");
    }

    /** The key of the record at hand, fit to be shown; empty if it has none. */
    String key() {
        return key;
    }

    /** Takes what a filter made of a channel of a stream, once it is over. */
    void add(long firstLine, long lastLine, String recordKey, Channel channel, Transcript transcript) {
        List<String> lines = printer.explain(transcript);
        if (!lines.isEmpty()) {
            String where = firstLine == lastLine ? "line " + firstLine : "lines " + firstLine + " to " + lastLine;
            ready.add(where + (recordKey.isEmpty() ? "" : ", key " + recordKey) + ", " + words(channel));
            ready.addAll(lines);
        }
    }

    private static String words(Channel channel) {
        return switch (channel.kind()) {
            case CONTENT -> "content";
            case THINKING -> "thinking";
            case ARGUMENTS -> "arguments of tool call " + channel.index();
        };
    }

    /** The lines that explain what ended since the last call. */
    public List<String> take() {
        List<String> lines = ready;
        if (!lines.isEmpty()) {
            ready = new ArrayList<>();
        }
        return lines;
    }

    /** Writes down what a filter does to a channel of a stream, and explains it once the stream is over. */
    private final class Recorder implements FilterWatcher {

        private final Transcript transcript;
        private final Channel channel;
        private final long firstLine = line;
        private final String firstKey = key();
        private long lastLine = line;

        Recorder(String filter, Channel channel) {
            this.transcript = new Transcript(filter);
            this.channel = channel;
        }

        @Override
        public void before(byte[] text, int offset, int length) {
            lastLine = line;
            transcript.before(text, offset, length);
        }

        @Override
        public void after(byte[] text, int offset, int length) {
            transcript.after(text, offset, length);
        }

        @Override
        public void report(Report report) {
            transcript.report(report);
        }

        @Override
        public void alert(Alert alert) {
            transcript.alert(alert);
        }

        @Override
        public void ended(@Nullable RefusedException refused) {
            if (refused != null) {
                transcript.refusedWhole(refused);
            }
            add(firstLine, lastLine, firstKey, channel, transcript);
        }

        @Override
        public void dropped() {
            transcript.dropped();
            ended(null);
        }
    }
}
