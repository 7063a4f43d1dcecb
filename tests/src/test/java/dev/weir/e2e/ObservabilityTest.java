package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of pipelines that run. */
@ExtendWith(SharedCluster.class)
final class ObservabilityTest {

    private final Cluster cluster;

    @TempDir
    Path state;

    ObservabilityTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldCountWhatBecameOfRecords() {
        Flow llm = cluster.llm("watched")
                .filter("strip-thinking: { }")
                .filter("detect-loops: { }")
                .createTopics();
        Flow logs = cluster.logs("watched-logs").filter("deduplicate: { }").createTopics();
        try (WeirApp app = WeirApp.start(cluster, state, llm, logs);
                Traffic traffic = cluster.traffic()) {
            traffic.send(llm.input(), "k", Chunks.delta("r1", "<think>1234567890"))
                    .send(llm.input(), "k", Chunks.delta("r1", "</think>answer"))
                    .send(llm.input(), "k", Chunks.delta("r1", ", unchanged"))
                    .send(llm.input(), "k", Chunks.delta("r1", "la ".repeat(200)))
                    .send(llm.input(), "k", Chunks.delta("r2", "<thi"))
                    .send(llm.input(), "k", "{\"choices\":[{")
                    .send(llm.input(), "k", (byte[]) null);
            for (int i = 0; i < 5; i++) {
                traffic.send(logs.input(), "host", "disk is full, attempt " + i);
            }
            traffic.flush();
            cluster.awaitCaughtUp(llm);
            cluster.awaitCaughtUp(logs);

            String ofLlm = "pipeline=\"" + llm.name() + "\"";
            String ofLogs = "pipeline=\"" + logs.name() + "\"";
            assertThat(app.metric("weir_records_total", ofLlm, "outcome=\"unchanged\""))
                    .isEqualTo(2);
            assertThat(app.metric("weir_records_total", ofLlm, "outcome=\"changed\""))
                    .isEqualTo(1);
            assertThat(app.metric("weir_records_total", ofLlm, "outcome=\"emptied\""))
                    .isEqualTo(2);
            assertThat(app.metric("weir_records_total", ofLlm, "outcome=\"dead\""))
                    .isEqualTo(1);
            assertThat(app.metric("weir_records_total", ofLlm, "outcome=\"tombstone\""))
                    .isEqualTo(1);
            assertThat(app.metric("weir_dead_letters_total", ofLlm, "reason=\"malformed\""))
                    .isEqualTo(1);
            assertThat(app.metric("weir_thinking_bytes_total", ofLlm)).isEqualTo(10);
            assertThat(app.metric("weir_loops_total", ofLlm, "kind=\"exact\"")).isEqualTo(1);
            assertThat(app.metric("weir_sessions", ofLlm)).isEqualTo(2);
            assertThat(app.metric("weir_held_back_bytes", ofLlm)).isEqualTo(4);
            assertThat(app.metric("weir_duplicates_total", ofLogs)).isEqualTo(4);
            assertThat(app.metric("weir_bytes_total", ofLogs, "direction=\"in\""))
                    .isPositive();
            assertThat(app.metric("weir_filter_seconds_count", ofLlm, "filter=\"chain\""))
                    .isPositive();
        }
    }

    @Test
    void shouldShowKafkasOwnMetricsByClientAndTopic() {
        Flow flow = cluster.llm("bridged").filter("strip-thinking: { }").createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic()) {
            for (int i = 0; i < 20; i++) {
                traffic.send(flow.input(), "k", Chunks.delta("r1", "text " + i));
            }
            traffic.flush();
            cluster.awaitCaughtUp(flow);

            String client = "client_id=\"weir-" + flow.name();
            String topic = "topic=\"" + flow.input();
            assertThat(app.metric("kafka_consumer_fetch_manager_records_consumed_total", client, topic))
                    .isEqualTo(20);
            assertThat(app.metric("kafka_producer_record_send_total", client)).isGreaterThanOrEqualTo(20);
            assertThat(app.metric("kafka_stream_state", client, "state=\"RUNNING\""))
                    .isEqualTo(1);
            assertThat(app.metric("kafka_stream_thread_process_total")).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void shouldBeHealthyAndReadyWhileItRuns() {
        Flow flow = cluster.llm("healthy").createTopics();
        try (WeirApp app = flow.start(state)) {
            for (String path : new String[] {"/healthz", "/readyz"}) {
                HttpResponse<String> answer = app.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"" + flow.name() + "\":\"RUNNING\"}\n");
            }
        }
    }
}
