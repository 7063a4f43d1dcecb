package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Problem PROBLEM = new Problem(
            "weir.yaml",
            14,
            17,
            "pipelines[0].guarantee",
            "exactly",
            "'exactly' is not allowed",
            "one of at-least-once, exactly-once");

    @Test
    void shouldNameThePlaceTheKeyTheValueAndWhatIsAllowedInOneLine() {
        assertThat(PROBLEM.toText())
                .isEqualTo("weir.yaml:14:17: pipelines[0].guarantee: 'exactly' is not allowed;"
                        + " use one of at-least-once, exactly-once");
    }

    @Test
    void shouldLeaveOutWhatThereIsNot() {
        assertThat(new Problem("weir.yaml", 0, 0, "", null, "there is no such file", null).toText())
                .isEqualTo("weir.yaml: there is no such file");
    }

    @Test
    void shouldShowControlCharactersAsEscapes() {
        Problem problem = new Problem("weir.yaml", 1, 1, "a\nb", "\u001B[2J", "'\u001B[2J' is not allowed", null);

        assertThat(problem.toText()).isEqualTo("weir.yaml:1:1: a\\u000Ab: '\\u001B[2J' is not allowed");
        assertThat(problem.toJson()).doesNotContain("\n").doesNotContain("\u001B");
    }

    @Test
    void shouldWriteJson() {
        assertThat(PROBLEM.toJson())
                .isEqualTo("{\"source\":\"weir.yaml\",\"line\":14,\"column\":17,\"path\":\"pipelines[0].guarantee\","
                        + "\"value\":\"exactly\",\"message\":\"'exactly' is not allowed\","
                        + "\"allowed\":\"one of at-least-once, exactly-once\"}");
        assertThat(new Problem("weir.yaml", 0, 0, "", null, "there is no such file", null).toJson())
                .contains("\"value\":null", "\"allowed\":null");
    }
}
