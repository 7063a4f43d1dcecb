package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepairJsonLimitsTest {

    private static final Channel ARGUMENTS = Channel.arguments(0);

    @Test
    void shouldNotFilterThinking() {
        RepairJson type = new RepairJson();
        assertThat(type.configure(OptionValues.defaults(type.options())).open(Channel.THINKING, false))
                .isNull();
    }

    @Test
    void shouldRefuseADocumentThatIsTooDeep() {
        byte[] deep = bytes("[".repeat(100_000));
        assertThatThrownBy(() -> Chunkings.whole(Json.filter(ARGUMENTS, true, Map.of()), deep))
                .isInstanceOf(RefusedException.class)
                .hasMessage("more than 512 containers are open at byte 512");
        Recording streamed = Chunkings.whole(Json.arguments(), deep);
        assertThat(streamed.text()).isEqualTo("[".repeat(512) + "]".repeat(512));
        assertThat(streamed.flags()).contains("json-refused");
        assertThat(streamed.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo("json");
            assertThat(alert.kind()).isEqualTo("refused");
            assertThat(alert.offset()).isEqualTo(512);
            assertThat(alert.details()).containsEntry("reason", "more than 512 containers are open");
        });
    }

    @Test
    void shouldTakeAnyDepthThatIsAllowed() {
        String deep = "[{\"a\":".repeat(100_000);
        Recording recording =
                Chunkings.whole(Json.filter(ARGUMENTS, false, Map.of("max-depth", "300000")), bytes(deep));
        assertThat(recording.text()).isEqualTo(deep + "null" + "}]".repeat(100_000));
    }

    @Test
    void shouldEndManyContainersWithOneWrongCloserInLinearTime() {
        Supplier<Filter> deep = Json.filter(ARGUMENTS, false, Map.of("max-depth", "1000000"));
        for (String text : new String[] {
            "{\"a\":" + "[".repeat(300_000) + "}",
            "{\"a\":" + "[".repeat(300_000) + "}1".repeat(100_000),
            "[".repeat(300_000) + "{\"a\":".repeat(100_000) + "] ".repeat(100_000)
        }) {
            Recording recording = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Chunkings.whole(deep, bytes(text)), "should take milliseconds");
            assertThat(Json.mistake(recording.textBytes())).isEmpty();
        }
        assertThat(Chunkings.whole(deep, bytes("{\"a\":" + "[".repeat(50) + "}"))
                        .text())
                .isEqualTo("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}");
    }

    @Test
    void shouldLetNothingOutBeforeADocumentIsRefused() {
        Filter filter = Json.filter(ARGUMENTS, true, Map.of()).get();
        Recording recording = new Recording();
        byte[] damaged = bytes("{'a': 1, \"b\": 2,");
        filter.accept(damaged, 0, damaged.length, recording);
        byte[] rest = bytes(" * }");
        filter.accept(rest, 0, rest.length, recording);
        assertThatThrownBy(() -> filter.finish(recording)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.filter()).isEqualTo("repair-json");
            assertThat(refused.offset()).isEqualTo(17);
        });
        assertThat(recording.everything()).isEqualTo(new Recording().everything());
    }

    @Test
    void shouldCompleteAStreamThatItGivesUpAndSwallowTheRest() {
        Recording recording = Chunkings.checkAll(Json.arguments(), bytes("{\"a\": [1, 2], \"b\": 3 * {\"c\": 4} ]"), 3);
        assertThat(Json.mistake(recording.textBytes())).isEmpty();
        Recording refused =
                Chunkings.checkAll(Json.arguments(), bytes("{\"a\": [1, {\"b\": \"c\" ^ \"d\"} ] }, {}"), 3);
        assertThat(Json.mistake(refused.textBytes())).isEmpty();
        Recording key = Chunkings.checkAll(Json.arguments(), bytes("{\"a\": [{\"b\": 1}], * \"c\": 2} {}"), 3);
        assertThat(key.text()).isEqualTo("{\"a\": [{\"b\": 1}] }");
        assertThat(key.alerts()).hasSize(1);
    }

    @Test
    void shouldReportEachRepairWhereItIs() {
        Recording recording = Chunkings.whole(Json.arguments(), bytes("{'a': 1, // x\n \"b\": None,}"));
        assertThat(recording.text()).isEqualTo("{\"a\": 1, \n \"b\": null}");
        assertThat(recording.reports())
                .containsExactly(
                        new Report("repair-json", "single-quotes", 1, 1),
                        new Report("repair-json", "comment", 9, 9),
                        new Report("repair-json", "literal", 20, 16),
                        new Report("repair-json", "trailing-comma", 25, 21));
    }

    @Test
    void shouldHoldBackOnlyWhatIsUndecided() {
        Filter filter = Json.arguments().get();
        Recording recording = new Recording();
        feed(filter, recording, "{\"name\": \"hello wor");
        assertThat(recording.text()).isEqualTo("{\"name\": \"hello wor");
        assertThat(filter.heldBackBytes()).isZero();
        assertThat(filter.owesText()).isTrue();
        feed(filter, recording, "ld\"");
        assertThat(recording.text()).isEqualTo("{\"name\": \"hello world");
        assertThat(filter.heldBackBytes()).isEqualTo(1);
        feed(filter, recording, "}");
        feed(filter, recording, "\n");
        filter.finish(recording);
        assertThat(recording.text()).isEqualTo("{\"name\": \"hello world\"}\n");
        assertThat(filter.heldBackBytes()).isZero();
    }

    @Test
    void shouldHoldBackNoEllipsisHoweverLong() {
        for (String before : new String[] {"[1 ", "[\"a\", ", "{\"a\": 1 ", "{"}) {
            Filter filter = Json.arguments().get();
            Recording recording = new Recording();
            feed(filter, recording, before);
            for (int i = 0; i < 1_000; i++) {
                feed(filter, recording, ".");
                assertThat(filter.heldBackBytes()).isLessThan(10);
            }
        }
        Recording recording = Chunkings.checkAll(Json.arguments(), bytes("[1, 2 " + ".".repeat(300) + " , 3 .. ]"), 7);
        assertThat(recording.text()).isEqualTo("[1, 2  , 3  ]");
        assertThat(recording.reports()).extracting(Report::kind).containsExactly("ellipsis", "ellipsis");
    }

    @Test
    void shouldLetTheTextGoThatWaitsBehindAGapOfAnyLength() {
        for (String space : new String[] {" ", "\n", "\u00a0", "// \n", "...\t"}) {
            String gap = space.repeat(5_000);
            for (String text : new String[] {
                "[1,%s2]", "{%s\"a\": 1}", "{\"a\"%s: 1}", "{\"a\": 1,%s\"b\": 2}", "{\"a\":%s[{},%s{%s}]}",
                "[1,%s]", "{\"a\": 1,%s}", "[[1],%s\"b\": 2]", "{\"a\": [1,%s\"b\": 2}", "{\"a\": 1,%s\"bcd",
                "{\"a\"%s}", "{%s}", "[{\"a\": 1,%s{\"b\": 2}]", "[1,%s*"
            }) {
                byte[] damaged = bytes(text.replace("%s", gap));
                Recording recording = Chunkings.whole(Json.arguments(), damaged);
                assertThat(Json.mistake(recording.textBytes())).as(text).isEmpty();
                if (Json.mistake(damaged).isEmpty()) {
                    assertThat(recording.textBytes()).as(text).isEqualTo(damaged);
                }
                Filter filter = Json.arguments().get();
                Recording pieces = new Recording();
                int heldBack = 0;
                for (byte b : damaged) {
                    filter.accept(new byte[] {b}, 0, 1, pieces);
                    heldBack = Math.max(heldBack, filter.heldBackBytes());
                }
                filter.finish(pieces);
                assertThat(pieces.everything()).as(text).isEqualTo(recording.everything());
                assertThat(heldBack).as(text).isLessThan(4_096 + 256);
            }
        }
        Chunkings.checkAll(Json.arguments(), bytes("[1," + " ".repeat(4_097) + "]"), 1);
        Chunkings.checkAll(Json.arguments(), bytes("{\"a\": 1," + " ".repeat(4_097) + "\"b"), 1);
    }

    @Test
    void shouldRefuseUtf16() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            for (String text : new String[] {"[\"é\"]", "{\"a\": 1}", "[1, 2]"}) {
                assertThatThrownBy(
                                () -> Chunkings.whole(Json.filter(ARGUMENTS, true, Map.of()), text.getBytes(charset)))
                        .as(charset + " " + text)
                        .isInstanceOf(RefusedException.class);
            }
        }
    }

    @Test
    void shouldPassProseAsItComes() {
        Filter filter = Json.content().get();
        Recording recording = new Recording();
        feed(filter, recording, "S");
        assertThat(recording.text()).isEqualTo("S");
        assertThat(filter.owesText()).isFalse();
    }

    @Test
    void shouldKeepLongNumbersKeysAndGaps() {
        String digits = "1234567890".repeat(100);
        String valid = "{\"" + "k".repeat(2_000) + "\": [" + digits + ", -" + digits + "." + digits + "e-5 ,"
                + " ".repeat(5_000) + "1], \"" + "\\\\".repeat(500) + "\"" + " ".repeat(3_000) + ":1}";
        assertThat(Chunkings.checkAll(Json.arguments(), bytes(valid), 5).text()).isEqualTo(valid);
    }

    @Test
    void shouldSaveLittleAndSayWhatIsWrongWithDamagedState() {
        Filter filter = Json.arguments().get();
        feed(filter, new Recording(), "{\"a\": [{\"b\": \"some text");
        StateWriter state = new StateWriter();
        filter.save(state);
        assertThat(state.size()).isLessThan(20);
        byte[] saved = state.toByteArray();
        saved[0] = 9;
        assertThatThrownBy(() -> Json.arguments().get().restore(new StateReader(saved)))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("mode 9");
    }

    private static void feed(Filter filter, Recording recording, String text) {
        byte[] bytes = bytes(text);
        filter.accept(bytes, 0, bytes.length, recording);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
