package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeCommandTest {

    private static final String[] STRIP = {"pipe", "--filters", "strip-thinking"};

    @Test
    void shouldCleanARecordAndTellWhereEachPartWent() {
        Outcome outcome = Outcome.ofInput("""
                {"key":"s1","value":"<think>hm</think>hello","headers":{"k":"v"},"timestamp":1700000000000,"topic":"llm.raw"}
                """, STRIP);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines())
                .containsExactly(
                        "{\"topic\":\"llm.clean\",\"key\":\"s1\",\"value\":\"hello\","
                                + "\"headers\":{\"k\":\"v\",\"weir-flags\":\"thinking\"},\"timestamp\":1700000000000}",
                        "{\"topic\":\"llm.thinking\",\"key\":\"s1\",\"value\":\"hm\",\"headers\":{\"k\":\"v\","
                                + "\"weir-stream\":\"s1\",\"weir-sequence\":\"0\"},\"timestamp\":1700000000000}");
    }

    @Test
    void shouldPutTheChunksOfAStreamTogetherAndKeepStreamsApart() {
        Outcome outcome = Outcome.ofInput("""
                {"key":"a","value":"<thi","timestamp":1}
                {"key":"b","value":"of b","timestamp":2}
                {"key":"a","value":"nk>secret</think>of a","timestamp":3}
                """, "pipe", "--filters", "strip-thinking", "--out", "text");

        assertThat(outcome.lines()).containsExactly("of b", "of a");
    }

    @Test
    void shouldEndEveryOpenStreamAtTheEndOfInput() {
        Outcome outcome = Outcome.ofInput("{\"key\":\"a\",\"value\":\"<thi\",\"timestamp\":7}\n", STRIP);

        assertThat(outcome.lines())
                .containsExactly("{\"topic\":\"llm.clean\",\"key\":\"a\",\"value\":\"<thi\",\"timestamp\":7}");
    }

    @Test
    void shouldCloseEveryWindowAtTheEndOfInput() {
        String line = "{\"key\":\"h\",\"value\":\"disk full\",\"timestamp\":1000}\n";

        Outcome outcome = Outcome.ofInput(line.repeat(3), "pipe", "--filters", "deduplicate", "--kind", "log");

        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().get(0))
                .startsWith("{\"topic\":\"logs.clean\"")
                .contains("disk full");
        assertThat(outcome.lines().get(1))
                .startsWith("{\"topic\":\"logs.duplicates\"")
                .contains("\\\"suppressed\\\":2");
    }

    @Test
    void shouldTakeLinesAsValuesAndPrintCleanValues() {
        Outcome outcome = Outcome.ofInput(
                "<think>a</think>one\n\nthree without line feed",
                "pipe",
                "--filters",
                "strip-thinking",
                "--in",
                "TEXT",
                "--out",
                "text");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).isEqualTo("one\n\nthree without line feed\n");
    }

    @Test
    void shouldPassLinesThatAreNoUtf8AsBytes() {
        byte[] latin1 = "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream records = new ByteArrayOutputStream();

        Outcome.ofInput(
                new ByteArrayInputStream(latin1), text, "pipe", "--filters", "", "--in", "text", "--out", "text");
        Outcome asRecords =
                Outcome.ofInput(new ByteArrayInputStream(latin1), records, "pipe", "--filters", "", "--in", "text");

        assertThat(text.toByteArray()).isEqualTo(latin1);
        assertThat(asRecords.output()).contains("\"valueBase64\":\"Y2Fm6Q==\"").doesNotContain("\"value\"");
    }

    @Test
    void shouldCloseLogLinesThatWereCutAnywhere() {
        byte[] lines = "{\"app\":\"shop\",\"lev\nINFO plain {\n{\"app\":\"caf\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(lines, lines.length - 1);

        Outcome outcome = Outcome.ofInput(
                new ByteArrayInputStream(cut),
                new ByteArrayOutputStream(),
                "pipe",
                "--kind",
                "log",
                "--filters",
                "repair-json",
                "--in",
                "text",
                "--out",
                "text");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines()).containsExactly("{\"app\":\"shop\"}", "INFO plain {", "{\"app\":\"caf\uFFFD\"}");
    }

    @Test
    void shouldReadAValueThatIsBase64AnObjectOrNothing() {
        Outcome outcome = Outcome.ofInput("""
                {"key":"a","valueBase64":"aGVsbG8=","timestamp":1}

                {"key":"b","value": {"level" : "warn", "n":[1,{"deep":"}"}]} ,"timestamp":2}
                {"key":"c","value":["x", 1e3],"timestamp":3}
                {"key":"d","value":null,"timestamp":4}
                {"value":"no key \\u00e9 \\ud83d\\ude00","key":null,"timestamp":5}
                """, "pipe", "--filters", "", "--format", "text");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines())
                .containsExactly(
                        "{\"topic\":\"llm.clean\",\"key\":\"a\",\"value\":\"hello\",\"timestamp\":1}",
                        "{\"topic\":\"llm.clean\",\"key\":\"b\",\"value\":\"{\\\"level\\\" : \\\"warn\\\","
                                + " \\\"n\\\":[1,{\\\"deep\\\":\\\"}\\\"}]}\",\"timestamp\":2}",
                        "{\"topic\":\"llm.clean\",\"key\":\"c\",\"value\":\"[\\\"x\\\", 1e3]\",\"timestamp\":3}",
                        "{\"topic\":\"llm.clean\",\"key\":\"d\",\"value\":null,\"timestamp\":4}",
                        "{\"topic\":\"llm.clean\",\"key\":null,\"value\":\"no key \u00e9 \ud83d\ude00\",\"timestamp\":5}");
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() {
        Outcome outcome = Outcome.ofInput("\ufeff{\"value\":{\"a\":1},\"timestamp\":1}\n", "pipe", "--filters", "");

        assertThat(outcome.output()).contains("\"value\":\"{\\\"a\\\":1}\"");
    }

    @Test
    void shouldKeepHeadersWithoutAValue() {
        Outcome outcome =
                Outcome.ofInput("{\"value\":\"x\",\"headers\":{\"a\":null,\"b\":\"\"}}\n", "pipe", "--filters", "");

        assertThat(outcome.output()).contains("\"headers\":{\"a\":null,\"b\":\"\"}");
    }

    @Test
    void shouldSendWhatCannotBeReadToTheDeadLetterTopicAndGoOn() {
        Outcome outcome = Outcome.ofInput("""
                {"key":"a","value":"no JSON"}
                {"key":"b","value":"{\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"hi\\"}}]}"}
                """, "pipe", "--filters", "strip-thinking", "--format", "openai");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().get(0))
                .startsWith("{\"topic\":\"llm.dead\",\"key\":\"a\",\"value\":\"no JSON\"")
                .contains("\"weir-error-reason\"");
        assertThat(outcome.lines().get(1)).startsWith("{\"topic\":\"llm.clean\",\"key\":\"b\"");
    }

    @Test
    void shouldTakeAPipelineOfAFileByName(@TempDir Path folder) throws IOException {
        Path file = twoPipelines(folder);

        Outcome second = Outcome.ofInput(
                "{\"value\":\"x\",\"topic\":\"in.b\",\"timestamp\":1}\n", "pipe", "-c", file.toString(), "-p", "two");
        Outcome unsaid = Outcome.ofInput("", "pipe", "-c", file.toString());
        Outcome unknown = Outcome.ofInput("", "pipe", "-c", file.toString(), "-p", "three");

        assertThat(second.lines())
                .containsExactly("{\"topic\":\"out.two\",\"key\":null,\"value\":\"x\",\"timestamp\":1}");
        assertMistake(unsaid, file + " has several pipelines; say which with -p: one, two");
        assertMistake(unknown, file + " has no pipeline 'three'; it has one, two");
    }

    @Test
    void shouldRefuseATopicThatThePipelineDoesNotRead(@TempDir Path folder) throws IOException {
        Outcome outcome = Outcome.ofInput(
                "{\"value\":\"x\",\"topic\":\"in.a\"}\n",
                "pipe",
                "-c",
                twoPipelines(folder).toString(),
                "-p",
                "two");

        assertMistake(outcome, "line 1: pipeline two does not read the topic 'in.a'; it reads in.b, in.c");
    }

    @Test
    void shouldAnswerEachLineBeforeItWaitsForTheNext() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> seen = new ArrayList<>();
        InputStream conversation = new InputStream() {
            private int lines;

            @Override
            public int read() {
                throw new UnsupportedOperationException("bytes are read many at a time");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                seen.add(output.toString(StandardCharsets.UTF_8));
                output.reset();
                if (lines == 3) {
                    return -1;
                }
                byte[] line = ("line " + ++lines + "\n").getBytes(StandardCharsets.UTF_8);
                System.arraycopy(line, 0, buffer, offset, line.length);
                return line.length;
            }
        };

        Outcome.ofInput(conversation, output, "pipe", "--filters", "", "--in", "text", "--out", "text");

        assertThat(seen).containsExactly("", "line 1\n", "line 2\n", "line 3\n");
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsTheOutput() {
        Outcome outcome = Outcome.ofInput(input(100_000), failing("Broken pipe"), STRIP);

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void shouldSayWhyTheOutputCannotBeWritten() {
        Outcome outcome = Outcome.ofInput(input(1), failing("No space left on device"), STRIP);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines())
                .containsExactly("weir failed: standard output cannot be written: No space left on device");
    }

    @Test
    void shouldTakeALineOfTenMegabytes(@TempDir Path folder) throws IOException {
        String large = "ten bytes ".repeat(1 << 20);
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
                pipelines:
                  - name: large
                    kind: log
                    input: { topics: [in], max-record: 64MiB }
                    filters: [ ]
                    outputs: { clean: out, dead: dead }
                """);

        Outcome text =
                Outcome.ofInput(large + "\nsmall\n", "pipe", "-c", file.toString(), "--in", "text", "--out", "text");
        Outcome record = Outcome.ofInput(
                "{\"value\":\"" + large + "\"}\n{\"value\":\"small\"}\n",
                "pipe",
                "-c",
                file.toString(),
                "--out",
                "text");
        Outcome tooLarge = Outcome.ofInput(large, "pipe", "--filters", "strip-thinking", "--in", "text");

        assertThat(text.output()).isEqualTo(large + "\nsmall\n");
        assertThat(record.output()).isEqualTo(large + "\nsmall\n");
        assertThat(tooLarge.output()).startsWith("{\"topic\":\"llm.dead\"").contains("\"weir-error-reason\"");
    }

    private static void assertMistake(Outcome outcome, String message) {
        assertThat(outcome.errorLines()).containsExactly(message);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    private static InputStream input(int records) {
        return new ByteArrayInputStream(
                "{\"key\":\"a\",\"value\":\"some text\"}\n".repeat(records).getBytes(StandardCharsets.UTF_8));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static Path twoPipelines(Path folder) throws IOException {
        return Files.writeString(folder.resolve("two.yaml"), """
                pipelines:
                  - name: one
                    kind: llm
                    input: { topics: [in.a] }
                    filters: [ ]
                    outputs: { clean: out.one, dead: dead }
                  - name: two
                    kind: log
                    input: { topics: [in.b, in.c] }
                    filters: [ ]
                    outputs: { clean: out.two, dead: dead }
                """);
    }
}
