package dev.weir.logline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    private static final String TOPIC = "logs";

    private final LogLines lines = new LogLines(null, List.of("severity"));

    private static String text(LogLine line) {
        return new String(line.text(), line.textOffset(), line.textLength(), UTF_8);
    }

    /** What has to be equal, with its separators shown. */
    private static String context(LogLine line) {
        return new String(line.context(), 0, line.contextLength(), UTF_8)
                .replace('\u001F', '|')
                .replace('\u001E', '/');
    }

    private LogLine read(String line) {
        return read(lines, line);
    }

    private static LogLine read(LogLines lines, String line) {
        byte[] padded = ("##" + line + "##").getBytes(UTF_8);
        return lines.read(TOPIC, padded, 2, padded.length - 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Fluent Bit  ~ {\"@timestamp\":1700000000.123,\"log\":\"disk full\",\"stream\":\"stderr\"}",
                "Filebeat    ~ {\"@timestamp\":\"2024-01-01T00:00:00Z\",\"host\":{\"name\":\"a\"},\"message\":\"disk full\"}",
                "Vector      ~ {\"host\":\"a\",\"message\":\"disk full\",\"timestamp\":\"2024-01-01T00:00:00Z\"}",
                "journald    ~ {\"MESSAGE\":\"disk full\",\"__REALTIME_TIMESTAMP\":\"1700000000000000\"}",
                "its bytes   ~ {\"MESSAGE\":[100,105,115,107, 32,102,117,108,108]}",
                "GELF        ~ {\"version\":\"1.1\",\"host\":\"a\",\"short_message\":\"disk full\"}",
                "log4j       ~ {\"instant\":{\"epochSecond\":1,\"nanoOfSecond\":2},\"thread\":\"main\",\"message\":\"disk full\"}",
                "zap, pino   ~ {\"ts\":1.5,\"msg\":\"disk full\"}",
                "containers  ~ {\"log\":\"{\\\"ts\\\":1,\\\"msg\\\":\\\"disk full\\\"}\\n\",\"stream\":\"stdout\"}",
                "OTLP        ~ {\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"disk full\"}}]}]}]}",
                "an array    ~ [{\"message\":\"disk full\"}]",
                "escapes     ~ {\"message\":\"d\\u0069sk\\u0020\\u0066ull\"}"
            })
    void shouldFindTheMessage(String producer, String line) {
        LogLine read = read(line);
        assertThat(text(read)).as(producer).isEqualTo("disk full");
        assertThat(context(read)).isEmpty();
        assertThat(read.format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void shouldPreferTheLikelierOfTwoMessages() {
        assertThat(text(read("{\"log\":\"b\",\"message\":\"a\"}"))).isEqualTo("a");
        assertThat(text(read("{\"message\":\"a\",\"log\":\"b\"}"))).isEqualTo("a");
        assertThat(text(read("{\"message\":\"\",\"log\":\"b\"}"))).isEqualTo("b");
        assertThat(text(read("{\"log\":{\"level\":\"warn\",\"message\":\"no\"},\"msg\":\"c\"}")))
                .isEqualTo("c");
    }

    @Test
    void shouldUndoEscapesSoThatTheyAreNotTakenForNumbers() {
        assertThat(text(read("{\"msg\":\"\\u4e2d\\u6587 \\\"q\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\ud83d\\ude00\"}")))
                .isEqualTo("中文 \"q\" \\ / \b\f\n\r\t 😀");
        assertThat(text(read("{\"msg\":\"lone \\ud83d, none \\u12\"}"))).isEqualTo("lone \uFFFD, none u12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"level\":\"ERROR\",\"msg\":\"x\"}                 ~ |severity=error",
                "{\"msg\":\"x\",\"log\":{\"level\":\"warn\"}}        ~ |severity=warn",
                "{\"log.level\":\"info\",\"message\":\"x\"}          ~ |severity=info",
                "{\"level\":30,\"msg\":\"x\"}                        ~ |severity=30",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":\"x\"}              ~ |severity=3",
                "{\"level\":\"debug\",\"severity\":\"INFO\",\"msg\":\"x\"} ~ |severity=info",
                "{\"msg\":\"x\",\"status\":500}                      ~ |status=500",
                "{\"msg\":\"x\",\"http\":{\"statusCode\":\"404\"}}   ~ |http.statusCode=404",
                "{\"msg\":\"x\",\"error\":{\"errno\":-13}}           ~ |error.errno=-13",
                "{\"msg\":\"x\",\"error\":1045,\"exitcode\":2}       ~ |error=1045|exitcode=2",
                "{\"msg\":\"x\",\"error\":\"no such file\",\"zipcode\":1234,\"ok\":true} ~ ''"
            })
    void shouldHoldSeverityAndCodesApart(String line, String context) {
        assertThat(context(read(line))).isEqualTo(context);
        assertThat(text(read(line))).isEqualTo("x");
    }

    @Test
    void shouldCountTheFieldsThatAreAskedFor() {
        LogLines chosen = new LogLines(null, List.of("service", "kubernetes.pod", "hostname"));
        assertThat(
                        context(
                                read(
                                        chosen,
                                        "{\"level\":\"error\",\"service\":\"a\",\"kubernetes\":{\"pod\":\"p-1\",\"node\":\"n\"},\"msg\":\"x\"}")))
                .isEqualTo("|service=a|kubernetes.pod=p-1");
        assertThat(context(read(chosen, "<34>1 2003-10-11T22:14:15.003Z mymachine su - ID47 - failed")))
                .isEqualTo("|hostname=mymachine");
    }

    @Test
    void shouldTakeAllRecordsOfALineTogether() {
        LogLine otlp = read("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
                + "{\"severityText\":\"WARN\",\"body\":{\"stringValue\":\"a\"}},"
                + "{\"severityNumber\":17,\"body\":{\"stringValue\":\"b\"},\"attributes\":[]}]}]}]}");
        assertThat(text(otlp)).isEqualTo("a\nb");
        assertThat(context(otlp)).isEqualTo("|severity=warn|severity=17/");
        assertThat(text(read("[{\"message\":\"a\"}, {\"message\":\"b\"}]"))).isEqualTo("a\nb");
    }

    @Test
    void shouldCompareTheWholeLineOfJsonWithoutAMessage() {
        LogLine line = read("{\"a\":1,\"status\":3}");
        assertThat(text(line)).isEqualTo("{\"a\":1,\"status\":3}");
        assertThat(context(line)).isEqualTo("|status=3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<34>1 2003-10-11T22:14:15.003Z host su 77 ID47 - 'su root' failed ~ su 77 ID47 - 'su root' failed ~ |severity=2",
                "<165>1 - - - - - hello                             ~ - - - hello         ~ |severity=5",
                "<34>Oct 11 22:14:15 mymachine su[77]: failed       ~ su[77]: failed      ~ |severity=2",
                "<13>2024-05-01T10:00:00Z host app: failed          ~ app: failed         ~ |severity=5",
                "<13>app: failed                                    ~ app: failed         ~ |severity=5"
            })
    void shouldReadSyslog(String line, String text, String context) {
        assertThat(text(read(line))).isEqualTo(text);
        assertThat(context(read(line))).isEqualTo(context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain",
                "[main] ERROR x",
                "[2024-01-01] x",
                "<html>",
                "<999>1 x",
                "<1",
                "{not json}",
                "{\"message\":\"cut",
                "{\"message\":\"a\"} trailing",
                "{\"message\":\"a\"",
                "{\"message\":}",
                "{\"a\" 1}",
                "[{\"a\":1},]",
                "{\"a\":[1 2]}"
            })
    void shouldTakeAnythingElseAsPlainText(String line) {
        LogLine read = read(line);
        assertThat(text(read)).isEqualTo(line);
        assertThat(context(read)).isEmpty();
        assertThat(read.format()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void shouldSettleOnTheFormatOfATopic() {
        for (int i = 0; i < TopicFormat.LINES_TO_LOCK; i++) {
            read(i % 20 == 0 ? "{\"msg\":\"x\"}" : "plain " + i);
        }
        assertThat(text(read("{\"msg\":\"x\"}"))).isEqualTo("{\"msg\":\"x\"}");
        byte[] other = "{\"msg\":\"x\"}".getBytes(UTF_8);
        assertThat(text(lines.read("another topic", other, 0, other.length))).isEqualTo("x");
    }

    @Test
    void shouldGoOnLookingAtEachLineOfAMixedTopic() {
        for (int i = 0; i < 3 * TopicFormat.LINES_TO_LOCK; i++) {
            assertThat(text(read(i % 4 == 0 ? "{\"msg\":\"x\"}" : "plain"))).isEqualTo(i % 4 == 0 ? "x" : "plain");
        }
    }

    @Test
    void shouldReadPoisonAmongJsonAsText() {
        for (int i = 0; i < 2 * TopicFormat.LINES_TO_LOCK; i++) {
            read("{\"msg\":\"x\"}");
        }
        assertThat(text(read("panic: oh no"))).isEqualTo("panic: oh no");
        assertThat(text(read("{\"msg\":\"x\"}"))).isEqualTo("x");
    }

    @Test
    void shouldFollowTheFormatThatIsGiven() {
        assertThat(text(read(new LogLines(LogFormat.TEXT, List.of()), "{\"msg\":\"x\"}")))
                .isEqualTo("{\"msg\":\"x\"}");
        assertThat(text(read(new LogLines(LogFormat.SYSLOG_RFC3164, List.of()), "{\"msg\":\"x\"}")))
                .isEqualTo("{\"msg\":\"x\"}");
        assertThat(text(read(new LogLines(LogFormat.JSON, List.of()), "{\"msg\":\"x\"}")))
                .isEqualTo("x");
    }

    @Test
    void shouldBearAnyBytes() {
        String sound =
                "{\"a\":{\"status\":-1.5e3,\"b\":[true,null,\"\\u00e9\",{}]},\"level\":\"E\",\"MESSAGE\":[1,2],\"log\":\"{\\\"msg\\\":1}\"}";
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = sound.getBytes(UTF_8);
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\u0x<>1 \u00e9".charAt(random.nextInt(16));
            }
            byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            assertThatCode(() -> lines.read("t", cut, 0, cut.length))
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
        byte[] deep = "[{\"a\":".repeat(10_000).getBytes(UTF_8);
        assertThat(lines.read("t2", deep, 0, deep.length).format()).isEqualTo(LogFormat.TEXT);
    }
}
