package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.similar.FindSimilar;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindSimilarPipelineTest {

    @TempDir
    private Path stateDirectory;

    private static PipelineConfig config(FilterConfig... filters) {
        return TestPipeline.config(PipelineKind.LOG, "auto", Guarantee.AT_LEAST_ONCE, filters);
    }

    private TestPipeline start(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "vector=field:embedding";
        System.arraycopy(options, 0, all, 1, options.length);
        return TestPipeline.start(config(TestPipeline.filter(new FindSimilar(), all)), stateDirectory);
    }

    private static String line(String message, String embedding) {
        return "{\"msg\":\"" + message + "\", \"embedding\": " + embedding + "}";
    }

    @Test
    void shouldNameTheEarlierRecordsThatARecordIsLike() {
        try (TestPipeline pipeline = start("top=2")) {
            pipeline.send("a", line("disk is full", "[1, 0, 0]"));
            pipeline.send("b", line("cat sat down", "[0, 0, 1]"));
            pipeline.send("a", line("no space left", "[4.0, 1, 0]"), Map.of("weir-similar", "old", "level", "error"));
            pipeline.send(null, line("disk nearly full", "[4, 0.1, 0]"));

            List<Sent> clean = pipeline.clean();
            assertThat(clean)
                    .extracting(sent -> sent.header("weir-similar"))
                    .containsExactly(
                            "absent",
                            "absent",
                            "[{\"partition\":0,\"offset\":0,\"cosine\":0.9701}]",
                            "[{\"partition\":0,\"offset\":0,\"cosine\":0.9997},{\"partition\":0,\"offset\":2,\"cosine\":0.9759}]");
            assertThat(clean.get(2).value()).isEqualTo(line("no space left", "[4.0, 1, 0]"));
            assertThat(clean.get(2).header("level")).isEqualTo("error");
            assertThat(clean.get(2).key()).isEqualTo("a");
            assertThat(pipeline.alerts()).isEmpty();
            assertThat(pipeline.metrics().count("find-similar/passed")).isEqualTo(2);
            assertThat(pipeline.metrics().count("find-similar/similar")).isEqualTo(2);
            assertThat(pipeline.metrics().count("find-similar timed")).isEqualTo(4);
        }
    }

    @Test
    void shouldReadVectorsFromAHeader() {
        FilterConfig filter = TestPipeline.filter(new FindSimilar(), "dimensions=2");
        try (TestPipeline pipeline = TestPipeline.start(config(filter), stateDirectory)) {
            // 2.0 and 8.0, little-endian
            String vector = "\0\0\0@\0\0\0A";
            pipeline.send("a", "one", Map.of("weir-embedding", vector));
            pipeline.send("a", "two", Map.of("weir-embedding", vector));
            pipeline.send("a", "three", Map.of("weir-embedding", "\0\0\0@"));

            assertThat(pipeline.clean())
                    .extracting(sent -> sent.header("weir-similar"))
                    .containsExactly("absent", "[{\"partition\":0,\"offset\":0,\"cosine\":1.0}]", "absent");
            assertThat(pipeline.metrics().count("find-similar/bad-vector")).isEqualTo(1);
        }
    }

    @Test
    void shouldAlertIfAsked() {
        try (TestPipeline pipeline = start("on-similar=alert", "similarity=0.95")) {
            pipeline.send("a", line("one", "[1, 0]"));
            pipeline.send("b", line("two", "[0.9, 0.1]"));

            assertThat(pipeline.clean().get(1).header("weir-similar")).contains("0.9939");
            assertThat(pipeline.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.key()).isEqualTo("b");
                assertThat(alert.value())
                        .isEqualTo("{\"type\":\"similar\",\"kind\":\"cosine\",\"pipeline\":\"test\",\"key\":\"b\","
                                + "\"stream\":\"b\",\"channel\":\"content\",\"offset\":0,\"record\":\"raw-0@1\","
                                + "\"neighbour\":\"raw-0@0\",\"cosine\":0.9939,\"neighbours\":1,\"time\":"
                                + TestPipeline.START_MS + "}");
            });
        }
    }

    @Test
    void shouldDropIfAskedAndRememberWhatItDropped() {
        try (TestPipeline pipeline = start("on-similar=drop", "similarity=0.95", "window=1")) {
            pipeline.send("a", line("one", "[1, 0]"));
            pipeline.send("a", line("two", "[1, 0.1]"));
            pipeline.send("a", line("three", "[1, 0.1]"));
            pipeline.send("a", line("four", "[0, 1]"));
            pipeline.send("a", line("five", "[1, 0]"));

            assertThat(pipeline.clean())
                    .extracting(Sent::value)
                    .containsExactly(line("one", "[1, 0]"), line("four", "[0, 1]"), line("five", "[1, 0]"));
            assertThat(pipeline.metrics().count("find-similar/dropped")).isEqualTo(2);
            assertThat(pipeline.alerts()).isEmpty();
        }
    }

    @Test
    void shouldPassRecordsWithoutAVectorUntouched() {
        try (TestPipeline pipeline = start("on-similar=drop")) {
            pipeline.send("a", "plain");
            pipeline.send("a", "{\"msg\":\"one\"}");
            pipeline.send("a", (String) null);

            assertThat(pipeline.clean()).extracting(Sent::value).containsExactly("plain", "{\"msg\":\"one\"}", null);
            assertThat(pipeline.metrics().count("find-similar/no-vector")).isEqualTo(2);
        }
    }

    @Test
    void shouldPassBadVectorsAndTellOfEachKindOnce() {
        try (TestPipeline pipeline = start()) {
            List<String> bad = List.of("[1,2,3]", "[NaN,1]", "\"AAAA\"", "[0,0]");
            pipeline.send("a", line("good", "[1, 0]"));
            for (int round = 0; round < 3; round++) {
                bad.forEach(vector -> pipeline.send("a", line("bad", vector)));
            }
            pipeline.send("a", line("good", "[1, 0]"));

            List<Sent> clean = pipeline.clean();
            assertThat(clean).hasSize(14);
            assertThat(clean.subList(0, 13))
                    .allSatisfy(sent -> assertThat(sent.headers()).isEmpty());
            assertThat(clean.get(13).header("weir-similar")).contains("\"offset\":0");
            assertThat(pipeline.metrics().count("find-similar/bad-vector")).isEqualTo(12);
            assertThat(pipeline.dead()).isEmpty();
            List<Sent> alerts = pipeline.alerts();
            assertThat(alerts).hasSize(4);
            assertThat(alerts.get(0).value())
                    .startsWith("{\"type\":\"bad-vector\",\"kind\":\"dimensions\",")
                    .contains("\"record\":\"raw-0@1\",\"message\":\"the vector has 3 numbers, and those it is"
                            + " compared with have 2\"");
            for (String kind : List.of("dimensions", "not-finite", "malformed", "zero")) {
                assertThat(alerts)
                        .anyMatch(alert -> String.valueOf(alert.value()).contains("\"kind\":\"" + kind));
            }
        }
    }

    @Test
    void shouldBeginWithNothingAfterACrash(@TempDir Path other) {
        try (TestPipeline pipeline = start()) {
            pipeline.send("a", line("one", "[1, 0]"));
            try (TestPipeline again = pipeline.crash(other)) {
                again.send("a", line("one", "[1, 0]"));
                again.send("a", line("two", "[1, 0]"));

                assertThat(again.clean())
                        .extracting(sent -> sent.header("weir-similar"))
                        .containsExactly("absent", "[{\"partition\":0,\"offset\":0,\"cosine\":1.0}]");
            }
        }
    }

    @Test
    void shouldStandBeforeAndBehindOtherFilters() {
        for (boolean before : new boolean[] {true, false}) {
            FilterConfig similar = TestPipeline.filter(new FindSimilar(), "vector=field:embedding");
            FilterConfig global = TestPipeline.filter(new Deduplicate(), "scope=global");
            FilterConfig strip = TestPipeline.filter(new StripThinking());
            PipelineConfig config = before ? config(similar, strip, global) : config(strip, global, similar);
            try (TestPipeline pipeline = TestPipeline.start(config, stateDirectory.resolve(before + ""))) {
                pipeline.send("a", line("disk is full", "[1, 0]"));
                pipeline.send("b", line("cpu is hot", "[1, 0.1]"));
                pipeline.send("b", line("cpu is hot", "[1, 0.2]"));

                assertThat(pipeline.clean())
                        .extracting(sent -> sent.header("weir-similar"))
                        .containsExactly("absent", "[{\"partition\":0,\"offset\":0,\"cosine\":0.995}]");
            }
        }
    }

    @Test
    void shouldReadWhatAFilterBeforeItLeft() {
        FilterConfig strip = TestPipeline.filter(new StripThinking());
        FilterConfig similar = TestPipeline.filter(new FindSimilar(), "vector=field:embedding");
        try (TestPipeline pipeline = TestPipeline.start(config(strip, similar), stateDirectory)) {
            pipeline.send("a", "<think>hm</think>" + line("one", "[1, 0]"));
            pipeline.send("a", line("two", "[1, 0]").getBytes(UTF_8), Map.of());

            assertThat(pipeline.clean())
                    .extracting(sent -> sent.header("weir-similar"))
                    .containsExactly("absent", "[{\"partition\":0,\"offset\":0,\"cosine\":1.0}]");
        }
    }
}
