package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {

    private static Map<String, Object> settings(PipelineKind kind, Guarantee guarantee, String... properties) {
        Map<String, String> kafka = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            kafka.put(properties[i], properties[i + 1]);
        }
        PipelineConfig config = TestPipeline.config(kind, "auto", guarantee);
        return StreamsSettings.of(new PipelineConfig(
                config.name(),
                kind,
                guarantee,
                config.input(),
                config.filters(),
                config.outputs(),
                3,
                config.store(),
                kafka));
    }

    @Test
    void shouldSendAtOnceForLanguageModelsAndFillBatchesForLogs() {
        assertThat(settings(PipelineKind.LLM, Guarantee.AT_LEAST_ONCE)).containsEntry("producer.linger.ms", 0);
        assertThat(settings(PipelineKind.LOG, Guarantee.AT_LEAST_ONCE)).containsEntry("producer.linger.ms", 100);
    }

    @ParameterizedTest
    @CsvSource({"LLM,AT_LEAST_ONCE,1000", "LLM,EXACTLY_ONCE,100", "LOG,AT_LEAST_ONCE,1000", "LOG,EXACTLY_ONCE,100"})
    void shouldCommitAsOftenAsReadersOfTransactionsNeed(PipelineKind kind, Guarantee guarantee, int intervalMs) {
        assertThat(settings(kind, guarantee)).containsEntry("commit.interval.ms", intervalMs);
    }

    @Test
    void shouldSetWhatThePipelineSays() {
        assertThat(settings(PipelineKind.LLM, Guarantee.EXACTLY_ONCE))
                .containsEntry("application.id", "weir-test")
                .containsEntry("processing.guarantee", StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry("num.stream.threads", 3)
                .containsEntry("errors.dead.letter.queue.topic.name", "dead");
        assertThat(settings(PipelineKind.LOG, Guarantee.AT_LEAST_ONCE))
                .containsEntry("processing.guarantee", StreamsConfig.AT_LEAST_ONCE);
    }

    @Test
    void shouldLetTheUsersOwnPropertiesWin() {
        assertThat(settings(
                        PipelineKind.LLM,
                        Guarantee.AT_LEAST_ONCE,
                        "producer.linger.ms",
                        "7",
                        "commit.interval.ms",
                        "9",
                        "security.protocol",
                        "SSL"))
                .containsEntry("producer.linger.ms", "7")
                .containsEntry("commit.interval.ms", "9")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void shouldLetThePropertyWinThatTheUserSetForMoreClients() {
        StreamsConfig config = new StreamsConfig(settings(
                PipelineKind.LLM,
                Guarantee.AT_LEAST_ONCE,
                "bootstrap.servers",
                "b:1",
                "linger.ms",
                "7",
                "session.timeout.ms",
                "20000",
                "consumer.max.poll.records",
                "11"));
        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "7");
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "20000")
                .containsEntry("max.poll.records", "11");
    }

    @Test
    void shouldNotLetTheUserSetWhatThePipelineSays() {
        assertThat(settings(
                        PipelineKind.LLM,
                        Guarantee.AT_LEAST_ONCE,
                        "application.id",
                        "mine",
                        "processing.guarantee",
                        "exactly_once_v2",
                        "num.stream.threads",
                        "9",
                        "errors.dead.letter.queue.topic.name",
                        "elsewhere"))
                .containsEntry("application.id", "weir-test")
                .containsEntry("processing.guarantee", StreamsConfig.AT_LEAST_ONCE)
                .containsEntry("num.stream.threads", 3)
                .containsEntry("errors.dead.letter.queue.topic.name", "dead");
    }

    @Test
    void shouldMakeRoomForTheLargestRecord() {
        assertThat((Integer) settings(PipelineKind.LLM, Guarantee.AT_LEAST_ONCE).get("producer.max.request.size"))
                .isGreaterThanOrEqualTo(2 * TestPipeline.MAX_RECORD_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"LLM,AT_LEAST_ONCE", "LLM,EXACTLY_ONCE", "LOG,AT_LEAST_ONCE", "LOG,EXACTLY_ONCE"})
    void shouldBeWhatKafkaStreamsAccepts(PipelineKind kind, Guarantee guarantee) {
        StreamsConfig config = new StreamsConfig(settings(kind, guarantee, "bootstrap.servers", "b:1"));
        assertThat(config.getMainConsumerConfigs("group", "client", 0)).isNotEmpty();
        assertThat(config.getProducerConfigs("client")).containsKey("linger.ms");
    }
}
