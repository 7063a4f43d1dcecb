package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dedup.Deduplicate;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.PipelineKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Formats of log lines are none for streams of a model. */
class LogFormatsTest {

    private static final Set<String> FORMATS = new LinkedHashSet<>(EnvelopeFormats.names());

    private static List<String> problems(String kind, String format) {
        String yaml = "pipelines:\n"
                + "  - name: p\n"
                + "    kind: " + kind + "\n"
                + "    input: { topics: [raw], format: " + format + " }\n"
                + "    outputs: { clean: clean, dead: dead }\n";
        ConfigReader reader = new ConfigReader(List.of(new Deduplicate()), FORMATS, Map.of());
        return texts(reader.read("weir.yaml", yaml));
    }

    private static List<String> texts(ConfigResult result) {
        return result instanceof ConfigResult.Invalid invalid
                ? invalid.problems().stream().map(Problem::toText).toList()
                : List.of();
    }

    @Test
    void shouldTakeFormatsOfLogLinesForLogsOnly() {
        for (String format : List.of("json", "syslog-rfc5424", "syslog-rfc3164")) {
            assertThat(problems("log", format)).isEmpty();
            assertThat(problems("llm", format))
                    .containsExactly("weir.yaml:4:37: pipelines[0].input.format: '" + format
                            + "' says how log lines are written, and this pipeline is of kind llm; choose an envelope,"
                            + " or kind: log");
        }
    }

    @Test
    void shouldSayTheSameOnTheCommandLine() {
        DefaultPipelines pipelines = new DefaultPipelines(List.of(new Deduplicate()), FORMATS);
        assertThat(texts(pipelines.build("deduplicate", PipelineKind.LOG, "json")))
                .isEmpty();
        assertThat(texts(pipelines.build("", PipelineKind.LLM, "json")))
                .singleElement()
                .asString()
                .contains("--format", "log lines");
    }
}
