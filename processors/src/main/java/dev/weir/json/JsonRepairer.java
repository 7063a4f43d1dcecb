package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Repairs JSON outside of a pipeline, while it streams: pieces of UTF-8 in, committed bytes out at once, never retracted.
 *
 * <pre>{@code
 * JsonRepairer repairer = JsonRepairer.streaming(Map.of());
 * byte[] committed = repairer.accept(delta);      // send it on
 * byte[] suffix = repairer.completion();          // all that was sent, and this, is valid JSON now
 * byte[] rest = repairer.finish();
 * }</pre>
 *
 * <p>Belongs to one thread at a time. Linear in the text; keeps what {@link RepairJson} says a stream costs.
 */
public final class JsonRepairer {

    private final FilterFactory filters;
    private final Filter filter;
    private final Collector collector = new Collector();

    private JsonRepairer(Map<String, String> options) {
        filters = filters(options);
        filter = open(filters, false);
    }

    /**
     * Begins a text that must be JSON.
     *
     * @param options those of {@link RepairJson}, as in the configuration
     * @throws dev.weir.filter.OptionException if an option is unknown or has a value that is not allowed
     */
    public static JsonRepairer streaming(Map<String, String> options) {
        return new JsonRepairer(options);
    }

    /**
     * Repairs a whole document.
     *
     * @throws dev.weir.filter.OptionException if an option is unknown or has a value that is not allowed
     * @throws dev.weir.filter.RefusedException if it cannot be mended; says why and at which byte
     */
    public static String repair(String document, Map<String, String> options) {
        Filter whole = open(filters(options), true);
        Collector result = new Collector();
        byte[] text = document.getBytes(StandardCharsets.UTF_8);
        whole.accept(text, 0, text.length, result);
        whole.finish(result);
        return new String(result.take(), StandardCharsets.UTF_8);
    }

    private static FilterFactory filters(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.putIfAbsent("schema-for", "all");
        RepairJson type = new RepairJson();
        return type.configure(new OptionValues(type.options(), all));
    }

    private static Filter open(FilterFactory filters, boolean wholeDocument) {
        return Objects.requireNonNull(filters.open(Channel.arguments(0), wholeDocument));
    }

    /** Takes the next piece, cut anywhere, and returns what is committed by now. */
    public byte[] accept(byte[] piece) {
        filter.accept(piece, 0, piece.length, collector);
        return collector.take();
    }

    /**
     * What would make all that was committed valid JSON if the text ended now: the bytes still undecided as they would be
     * read then, and the closers. Changes nothing; costs as much as saving the state.
     */
    public byte[] completion() {
        StateWriter state = new StateWriter();
        filter.save(state);
        Filter copy = open(filters, false);
        copy.restore(new StateReader(state.toByteArray()));
        Collector rest = new Collector();
        copy.finish(rest);
        return rest.take();
    }

    /** Ends the text and returns its last bytes. */
    public byte[] finish() {
        filter.finish(collector);
        return collector.take();
    }

    /** The repairs made so far. */
    public List<Report> reports() {
        return List.copyOf(collector.reports);
    }

    /** Why the text was refused from some byte on, and swallowed; empty if it was not. */
    public Optional<Alert> refusal() {
        return Optional.ofNullable(collector.refusal);
    }

    /** What the schema has against a document that was sent; empty if nothing, or if there is no schema. */
    public Optional<Alert> violation() {
        return Optional.ofNullable(collector.violation);
    }

    private static final class Collector implements FilterOutput {

        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final List<Report> reports = new ArrayList<>();

        @Nullable
        private Alert refusal;

        @Nullable
        private Alert violation;

        byte[] take() {
            byte[] taken = text.toByteArray();
            text.reset();
            return taken;
        }

        @Override
        public void text(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, length);
        }

        @Override
        public void thinking(byte[] bytes, int offset, int length) {
            throw new UnsupportedOperationException("JSON has no thinking");
        }

        @Override
        public void flag(String flag) {
            // Follows from the reports and the refusal.
        }

        @Override
        public void alert(Alert alert) {
            if (alert.kind().equals(RepairJson.REFUSED)) {
                refusal = alert;
            } else {
                violation = alert;
            }
        }

        @Override
        public void report(Report report) {
            reports.add(report);
        }
    }
}
