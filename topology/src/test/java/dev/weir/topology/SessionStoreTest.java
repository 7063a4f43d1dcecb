package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.finish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.config.StoreChoice;
import dev.weir.filter.PipelineKind;
import dev.weir.json.RepairJson;
import dev.weir.thinking.StripThinking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStoreTest {

    @TempDir
    private Path folder;

    private static void works() {}

    private static void lacksAFlag() {
        throw new IllegalStateException("Start java with --add-opens.");
    }

    private static PipelineConfig config(PipelineKind kind, StoreChoice store) {
        PipelineConfig config = TestPipeline.config(
                kind,
                "openai",
                Guarantee.AT_LEAST_ONCE,
                TestPipeline.filter(new StripThinking()),
                TestPipeline.filter(new RepairJson()));
        return new PipelineConfig(
                config.name(),
                kind,
                config.guarantee(),
                config.input(),
                config.filters(),
                config.outputs(),
                config.threads(),
                store,
                config.kafka());
    }

    private static PipelineConfig config(StoreChoice store) {
        return config(PipelineKind.LLM, store);
    }

    @Test
    void shouldTakeChronicleMapWhereItCanRun() {
        assertThat(SessionStore.of(config(StoreChoice.AUTO), SessionStoreTest::works))
                .isEqualTo(SessionStore.CHRONICLE);
        assertThat(SessionStore.of(config(StoreChoice.CHRONICLE), SessionStoreTest::works))
                .isEqualTo(SessionStore.CHRONICLE);
    }

    @Test
    void shouldFallBackToRocksDbWhereItCannot() {
        assertThat(SessionStore.of(config(StoreChoice.AUTO), SessionStoreTest::lacksAFlag))
                .isEqualTo(SessionStore.ROCKSDB);
    }

    @Test
    void shouldRefuseToStartWithoutChronicleMapIfThePipelineInsists() {
        assertThatThrownBy(() -> SessionStore.of(config(StoreChoice.CHRONICLE), SessionStoreTest::lacksAFlag))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Pipeline test has 'store: chronicle'")
                .hasMessageContaining("Start java with --add-opens.");
    }

    @Test
    void shouldNotAskForFlagsThatAreNotNeeded() {
        assertThat(SessionStore.of(config(StoreChoice.ROCKSDB), SessionStoreTest::lacksAFlag))
                .isEqualTo(SessionStore.ROCKSDB);
        assertThat(SessionStore.of(config(StoreChoice.MEMORY), SessionStoreTest::lacksAFlag))
                .isEqualTo(SessionStore.MEMORY);
        assertThat(SessionStore.of(config(PipelineKind.LOG, StoreChoice.CHRONICLE), SessionStoreTest::lacksAFlag))
                .as("lines have no sessions")
                .isEqualTo(SessionStore.ROCKSDB);
    }

    @ParameterizedTest
    @EnumSource(SessionStore.class)
    void shouldGiveTheSameResults(SessionStore store) {
        try (TestPipeline pipeline = TestPipeline.start(config(StoreChoice.AUTO), folder, store)) {
            pipeline.send("k", content("a", "<think>secret</th"));
            pipeline.send("k", content("b", "{'a': Tru"));
            assertThat(pipeline.storedKeys("sessions")).isEqualTo(2);
            pipeline.send("k", content("a", "ink>visible <thi"));
            pipeline.send("k", finish("a"));
            pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);

            assertThat(pipeline.cleanValues().toString())
                    .contains("visible", "<thi", "{\\\"a\\\": ", "true}")
                    .doesNotContain("secret");
        }
    }

    @Test
    void shouldRemoveWhatAnotherEngineLeftBehindAndNothingElse() throws IOException {
        for (String file : List.of(
                "0_1/rocksdb/sessions/CURRENT",
                "0_1/rocksdb/windows/CURRENT",
                "0_1/chronicle/sessions/usual-1",
                "0_2/rocksdb/sessions-2/CURRENT")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling("."));
            Files.createFile(path);
        }
        Files.createFile(folder.resolve("kafka-streams-process-metadata"));

        SessionStore.CHRONICLE.discardOthers(folder, List.of("sessions", "sessions-2"));

        assertThat(folder.resolve("0_1/rocksdb/sessions")).doesNotExist();
        assertThat(folder.resolve("0_2/rocksdb/sessions-2")).doesNotExist();
        assertThat(folder.resolve("0_1/rocksdb/windows/CURRENT")).exists();
        assertThat(folder.resolve("0_1/chronicle/sessions/usual-1")).exists();

        SessionStore.MEMORY.discardOthers(folder, List.of("sessions"));

        assertThat(folder.resolve("0_1/chronicle/sessions")).doesNotExist();
        SessionStore.MEMORY.discardOthers(folder.resolve("not-there"), List.of("sessions"));
    }
}
