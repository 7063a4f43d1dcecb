package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipeMistakesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | not a record, which is a JSON object such as {\"key\":\"s1\",\"value\":\"text\"};"
                        + " with --in text each line is a value as it stands",
                "[1] | not a record, which is a JSON object such as {\"key\":\"s1\",\"value\":\"text\"};"
                        + " with --in text each line is a value as it stands",
                "{} | the record has no value; for one that deletes its key write \"value\":null",
                "{\"value\":\"a\"} {} | more follows behind the record; a line holds one",
                "{\"value\":\"a\",\"value\":\"b\"} | 'value' stands twice; keep one",
                "{\"value\":\"a\",\"valueBase64\":\"YQ==\"} | there are both value and valueBase64; keep one",
                "{\"valueBase64\":\"YQ%=\"} | valueBase64 is not Base64: Illegal base64 character 25",
                "{\"value\":12} | value must be a text, an object, an array or null; put other values in quotes",
                "{\"value\":\"\\ud800\"} | value holds half of a surrogate pair, which no UTF-8 can stand for",
                "{\"key\":1,\"value\":\"a\"} | key must be a text in quotes",
                "{\"topic\":[],\"value\":\"a\"} | topic must be a text in quotes",
                "{\"headers\":[],\"value\":\"a\"} | headers must be an object such as {\"name\":\"text\"}",
                "{\"headers\":{\"h\":1},\"value\":\"a\"} | headers.h must be a text in quotes",
                "{\"timestamp\":\"now\",\"value\":\"a\"} |"
                        + " timestamp must be the milliseconds since 1970, a whole number",
                "{\"timestamp\":-1,\"value\":\"a\"} | timestamp must be the milliseconds since 1970, a whole number",
                "{\"timestamp\":99999999999999999999,\"value\":\"a\"} |"
                        + " timestamp must be the milliseconds since 1970, a whole number",
                "{\"topic\":\"llm.row\",\"value\":\"a\"} |"
                        + " pipeline llm does not read the topic 'llm.row'; it reads llm.raw",
                "{\"val\":\"a\"} | a record has no 'val'; it has key, value, valueBase64, headers, timestamp and topic",
            })
    void shouldNameTheLineThatIsNoRecordAndSayWhatIsWrong(String line, String message) {
        Outcome outcome = Outcome.ofInput("{\"value\":\"good\"}\n\n" + line + "\n", "pipe", "--filters", "");

        assertThat(outcome.errorLines()).containsExactly("line 3: " + message);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("good");
    }

    @Test
    void shouldNameTheColumnWhereJsonIsBroken() {
        Outcome outcome = Outcome.ofInput("{\"value\":\"a\",}\n", "pipe", "--filters", "");

        assertThat(outcome.errorLines()).singleElement().asString().startsWith("line 1: not sound JSON at column 14: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipe | Say which pipeline: either -c FILE [-p NAME] or --filters A,B.",
                "pipe -c weir.yaml --filters redact | With -c the file says which filters, kind and format the pipeline"
                        + " has; leave out --filters, --kind and --format, or -c.",
                "pipe -c weir.yaml --kind log | With -c the file says which filters, kind and format the pipeline"
                        + " has; leave out --filters, --kind and --format, or -c.",
                "pipe --filters strip-thinking -p llm |"
                        + " -p names a pipeline of a file; it needs -c FILE in place of --filters.",
                "pipe -c no-such.yaml | no-such.yaml: there is no such file",
            })
    void shouldRefuseOptionsThatDoNotGoTogether(String command, String message) {
        Outcome outcome = Outcome.of(command.split(" "));

        assertThat(outcome.errorLines()).containsExactly(message);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--filters strip-thinkin | --filters: there is no filter 'strip-thinkin' (did you mean strip-thinking?)",
                "--filters strip-thinking,strip-thinking | --filters: strip-thinking stands twice; keep one",
                "--filters deduplicate --format json | --format: 'json' says how log lines are written",
                "--filters strip-thinking --format opnai |"
                        + " --format: 'opnai' is not allowed (did you mean openai?); use one of auto, ",
                "--filters strip-thinking --kind lgo |"
                        + " Invalid value for option '--kind': 'lgo' is no kind; use llm or log",
                "--filters strip-thinking --in txt | Invalid value for option '--in'",
            })
    void shouldSayWhatIsAllowedInsteadOfAnUnknownName(String options, String message) {
        Outcome outcome = Outcome.of(("pipe " + options).split(" "));

        assertThat(outcome.errorLines()).first().asString().startsWith(message);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}
