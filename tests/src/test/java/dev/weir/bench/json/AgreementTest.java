package dev.weir.bench.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.json.Agreement.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the judge of the engines judges values and not spellings. */
class AgreementTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1.0,\"b\":\"\\u00e9\"} | {\"b\": \"é\", \"a\": 1}       | SAME_VALUE",
                "{\"a\":2}                     | {\"a\":1,\"a\":2}            | SAME_VALUE",
                "                            |                          | BOTH_REFUSE",
                "                            | not JSON                 | BOTH_REFUSE",
                "[{},1]                      | {} 1                     | SEQUENCE",
                "{\"a\":\"\",\"b\":[1]}           | {\"a\":null,\"b\":[1,\"\"]}   | NULL",
                "{}                          |                          | REFUSES",
                "                            | {}                       | REPAIRS",
                "{\"a\":\"x\\n\"}                 | {\"a\":\"x\"}                | WHITE_SPACE",
                "[\"hello\",\"world\"]           | [\"hello, world]\"]         | CUT",
                "{\"a\":\"b\"}                   | {\"a\":\"b\",\"c\":1}          | MORE",
                "{\"a\":\"b\",\"c\":1}             | {\"a\":\"b\"}                | LESS",
                "[true]                      | [\"None\"]                 | OTHER",
                "\"x\"                         |                          | REFUSES_TEXT",
            })
    void shouldTellHowAnAnswerStandsToWhatIsExpected(@Nullable String theirs, @Nullable String ours, Verdict verdict) {
        assertThat(Agreement.compare(theirs, ours)).isEqualTo(verdict);
    }

    @Test
    void shouldCountRightWrongAndRefusedOfEachKind() throws IOException {
        Path cases = file(
                "cases",
                "{\"kind\":\"quotes\",\"original\":\"[1]\",\"damaged\":\"a\"}",
                "{\"kind\":\"quotes\",\"original\":\"[1]\",\"damaged\":\"b\"}",
                "{\"kind\":\"commas\",\"original\":\"[1]\",\"damaged\":\"c\"}",
                "{\"kind\":\"commas\",\"original\":\"[1]\",\"damaged\":\"d\"}");
        Path answers =
                file("answers", "{\"text\":\"[ 1 ]\"}", "{\"text\":\"[1\"}", "{\"text\":\"[2]\"}", "{\"text\":null}");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Accuracy.print(new PrintStream(printed, true, StandardCharsets.UTF_8), cases, List.of("mine=" + answers));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "right/wrong/refused | mine",
                        "quotes | 1/1/0",
                        "commas | 0/1/1",
                        "in all, % | 25.0/50.0/25.0",
                        "of the wrong, no JSON at all | 1");
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
