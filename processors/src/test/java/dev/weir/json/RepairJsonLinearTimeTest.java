package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No text makes the work more than linear or the memory more than bounded. The limits here are far above what it takes:
 * they only end what hangs. {@code -Dweir.json.families=5000000} measures how the cost of a byte grows up to that size.
 */
class RepairJsonLinearTimeTest {

    private static final int WIDEST_LOOK_AHEAD = 1 << 16;
    private static final int DEPTH = 1_000_000;
    /** What a byte of text may cost at most: narrow views, several of them at one place, and its share of the wide ones. */
    private static final long READ_AHEAD = 300;
    /** The same if undecided bytes are read again with every byte, up to a limit. */
    private static final long READ_AHEAD_BYTEWISE = 1_200;

    private static final Duration HANGS = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "auto, 256, 16",
        "whole, 256, 0",
        "whole, 65536, 0",
        "whole, 65536, 100",
        "fenced, 256, 100",
        "embedded, 65536, 16"
    })
    void shouldTakeLinearTimeOnEveryFamily(String scope, int lookAhead, int pieceBytes) {
        Supplier<Filter> filters = filters(scope, lookAhead, pieceBytes == 0);
        List<Adversary> families = new ArrayList<>(Adversary.all());
        families.addAll(Adversary.mixtures(300));
        for (Adversary family : families) {
            byte[] text = family.text(10_000);
            Sink outcome = assertTimeoutPreemptively(HANGS, () -> run(filters, text, pieceBytes), family::toString);
            assertThat(outcome.heldBack).as("held back of " + family).isLessThanOrEqualTo(bound(lookAhead));
            assertThat(outcome.readAhead)
                    .as("bytes read ahead in " + family)
                    .isLessThan(READ_AHEAD * text.length + 20L * lookAhead);
            assertThat(scope.equals("auto") ? "" : mistake(outcome))
                    .as(family.toString())
                    .isEmpty();
        }
    }

    @Test
    void shouldTakeLinearTimeOnBytesThatComeOneByOne() {
        Supplier<Filter> filters = filters("whole", WIDEST_LOOK_AHEAD, false);
        List<Adversary> families = new ArrayList<>(Adversary.classics());
        families.addAll(Adversary.mixtures(300));
        for (Adversary family : families) {
            byte[] text = family.text(80_000);
            Sink outcome = assertTimeoutPreemptively(HANGS, () -> run(filters, text, 1), family::toString);
            assertThat(outcome.heldBack).as("held back of " + family).isLessThanOrEqualTo(bound(WIDEST_LOOK_AHEAD));
            assertThat(outcome.readAhead)
                    .as("bytes read ahead in " + family)
                    .isLessThan(READ_AHEAD_BYTEWISE * text.length + 20L * WIDEST_LOOK_AHEAD);
        }
    }

    @Test
    void shouldTakeLinearTimeOnLargeDocuments() {
        Supplier<Filter> filters = filters("whole", WIDEST_LOOK_AHEAD, true);
        for (Adversary family : Adversary.classics()) {
            byte[] text = family.text(2_000_000);
            assertTimeoutPreemptively(HANGS, () -> run(filters, text, 0), family::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"[, true", "[, false", "'{\"a\":', true", "'{\"a\":', false", "[(, true"})
    void shouldTakeAMillionContainersAndNotOneMore(String opener, boolean whole) {
        Supplier<Filter> filters = filters("whole", 256, whole);
        byte[] text = opener.repeat(DEPTH / openers(opener)).getBytes(StandardCharsets.US_ASCII);
        Sink outcome = run(filters, text, whole ? 0 : 1 << 16);
        assertThat(outcome.refusal).isEmpty();
        assertThat(mistake(outcome)).isEmpty();
        byte[] more = Arrays.copyOf(text, text.length + opener.length());
        System.arraycopy(text, 0, more, text.length, opener.length());
        assertThat(run(filters, more, whole ? 0 : 1 << 16).refusal).isEqualTo("more than 1000000 containers are open");
    }

    private static int openers(String text) {
        return text.startsWith("[(") ? 2 : 1;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeLinearTimeWithASchema(boolean whole) {
        Map<String, String> options = options("whole", WIDEST_LOOK_AHEAD);
        options.put("schema", "{\"type\": \"object\", \"properties\": {\"a\": {\"enum\": [1, \"b c\"]}, \"key\": {}}}");
        Supplier<Filter> filters = Json.filter(Channel.CONTENT, whole, options);
        for (Adversary family : Adversary.all()) {
            byte[] text = family.text(5_000);
            assertTimeoutPreemptively(HANGS, () -> run(filters, text, whole ? 0 : 10), family::toString);
        }
        for (Adversary family : Adversary.classics()) {
            byte[] text = family.text(1_000_000);
            assertTimeoutPreemptively(HANGS, () -> run(filters, text, whole ? 0 : 1_000), family::toString);
        }
        for (String opener : new String[] {"[", "{\"a\":", "{\"b\":"}) {
            byte[] text = opener.repeat(DEPTH / opener.length()).getBytes(StandardCharsets.US_ASCII);
            assertTimeoutPreemptively(HANGS, () -> run(filters, text, whole ? 0 : 1_000), opener);
        }
    }

    @Test
    void shouldSaveAndRestoreAMillionContainers() {
        Supplier<Filter> filters = filters("whole", 256, false);
        byte[] text = "[".repeat(DEPTH).getBytes(StandardCharsets.US_ASCII);
        Filter filter = filters.get();
        Sink sink = new Sink();
        filter.accept(text, 0, text.length, sink);
        StateWriter state = new StateWriter();
        filter.save(state);
        assertThat(state.size()).isLessThan(DEPTH + 1_024);
        Filter restored = filters.get();
        restored.restore(new StateReader(state.toByteArray()));
        restored.finish(sink);
        assertThat(mistake(sink)).isEmpty();
    }

    /** What a byte costs in nanoseconds of this thread; with the largest size as a property, for three sizes up to it. */
    @Test
    void shouldGrowAsTheTextDoes() {
        String largest = System.getProperty("weir.json.families", "");
        int size = largest.isEmpty() ? 10_000 : Integer.parseInt(largest);
        for (boolean whole : new boolean[] {true, false}) {
            Supplier<Filter> filters = filters("whole", WIDEST_LOOK_AHEAD, whole);
            for (Adversary family : Adversary.classics()) {
                double[] costs = new double[3];
                for (int i = 0; i < costs.length; i++) {
                    byte[] text = family.text(size / (int) Math.pow(10, 2 - i));
                    costs[i] = Math.min(cost(filters, text, whole ? 0 : 100), cost(filters, text, whole ? 0 : 100));
                }
                if (!largest.isEmpty()) {
                    System.out.printf(
                            Locale.ROOT,
                            "ns/byte %8.1f %8.1f %8.1f, growth %5.2f, %s: %s%n",
                            costs[0],
                            costs[1],
                            costs[2],
                            costs[2] / costs[1],
                            whole ? "whole" : "pieces of 100",
                            family);
                }
            }
        }
    }

    private static double cost(Supplier<Filter> filters, byte[] text, int pieceBytes) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        run(filters, text, pieceBytes);
        return (double) (threads.getCurrentThreadCpuTime() - begin) / text.length;
    }

    /** What may be undecided: a view of each reader, what it has besides, and white space. */
    private static int bound(int lookAhead) {
        return 2 * lookAhead + 4_096;
    }

    private static Supplier<Filter> filters(String scope, int lookAhead, boolean whole) {
        return Json.filter(Channel.CONTENT, whole, options(scope, lookAhead));
    }

    private static Map<String, String> options(String scope, int lookAhead) {
        Map<String, String> options = new HashMap<>();
        options.put("scope", scope);
        options.put("prose", "drop");
        options.put("look-ahead", String.valueOf(lookAhead));
        options.put("max-depth", String.valueOf(DEPTH));
        return options;
    }

    private static Sink run(Supplier<Filter> filters, byte[] text, int pieceBytes) {
        Filter filter = filters.get();
        Sink sink = new Sink();
        int step = pieceBytes == 0 ? Math.max(1, text.length) : pieceBytes;
        try {
            for (int i = 0; i < text.length; i += step) {
                filter.accept(text, i, Math.min(step, text.length - i), sink);
                sink.heldBack = pieceBytes == 0 ? 0 : Math.max(sink.heldBack, filter.heldBackBytes());
            }
            filter.finish(sink);
            sink.readAhead = filter instanceof RepairJsonFilter stream ? stream.readAhead() : 0;
        } catch (RefusedException refused) {
            sink.refusal = String.valueOf(refused.getMessage()).replaceFirst(" at byte .*", "");
        }
        return sink;
    }

    private static String mistake(Sink outcome) {
        return Json.mistake(outcome.text.toByteArray());
    }

    /** Keeps the text, and of the rest only what the tests ask for. */
    private static final class Sink implements FilterOutput {

        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private int heldBack;
        private long readAhead;
        private String refusal = "";

        @Override
        public void text(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, length);
        }

        @Override
        public void thinking(byte[] bytes, int offset, int length) {
            throw new UnsupportedOperationException("JSON has no thinking");
        }

        @Override
        public void flag(String flag) {}

        @Override
        public void alert(Alert alert) {
            refusal = String.valueOf(alert.details().get("reason"));
        }

        @Override
        public void report(Report report) {}
    }
}
