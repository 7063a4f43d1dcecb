package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.live.LiveFeed;
import dev.weir.metrics.WeirMetrics;
import dev.weir.server.WeirServer;
import dev.weir.topology.StreamsSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the manifests fit together, and to what Weir serves; their schemas are checked by tests/docker/check.mjs. */
final class KubernetesTest {

    private static final Path FOLDER = Repository.DOCKER.resolve("kubernetes");
    private static final List<Tree> MANIFESTS = Tree.readAll(FOLDER.resolve("weir.yaml"));
    private static final Tree POD = manifest("StatefulSet").at("spec", "template", "spec");
    private static final Tree CONTAINER = POD.at("containers").items().get(0);

    @Test
    void shouldGiveAConfigurationThatRuns() {
        WeirConfig config = config();

        assertThat(config.kafka())
                .containsEntry(
                        "bootstrap.servers",
                        environment("KAFKA_BOOTSTRAP_SERVERS").at("value").text())
                .containsEntry("group.instance.id", "weir-0")
                .containsEntry("state.dir", mountPath("state"));
        assertThat(config.server().port()).isEqualTo(port("containerPort", CONTAINER.at("ports")));
        assertThat(config.server().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void shouldNamePodsAsMembersOfTheirGroups() {
        assertThat(environment("POD_NAME")
                        .at("valueFrom", "fieldRef", "fieldPath")
                        .text())
                .isEqualTo("metadata.name");
        for (PipelineConfig pipeline : config().pipelines()) {
            assertThat(StreamsSettings.of(pipeline)).containsEntry("group.instance.id", "weir-0");
        }
    }

    @Test
    void shouldStartWhatTheImageHas() {
        assertThat(CONTAINER.at("image").text())
                .isEqualTo(Tree.read(Repository.DOCKER.resolve("compose.yaml"))
                        .at("services", "weir", "image")
                        .text());
        assertThat(CONTAINER.at("args").texts()).startsWith("run", "-c", mountPath("config") + "/weir.yaml");
        assertThat(POD.at("securityContext", "runAsUser").text() + ":"
                        + POD.at("securityContext", "runAsGroup").text())
                .isEqualTo(Shipped.instruction("USER"));
    }

    @Test
    void shouldProbeWhatTheServerServes() throws IOException, InterruptedException {
        WeirMetrics metrics = new WeirMetrics();
        LiveFeed live = LiveFeed.start(metrics, List.of(), Map::of, false);
        try (WeirServer server = WeirServer.start("127.0.0.1", 0, metrics, () -> Map.of("llm", "RUNNING"), live)) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                Tree request = CONTAINER.at(probe, "httpGet");
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(server.uri()
                                                .resolve(request.at("path").text()))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(probe).isEqualTo(200);
                assertThat(answer.body()).as(probe).contains("llm");
                assertThat(request.at("port").text()).as(probe).isEqualTo("http");
            }
        }
    }

    @Test
    void shouldScrapeThePortOfTheServer() {
        Tree annotations = manifest("StatefulSet").at("spec", "template", "metadata", "annotations");

        assertThat(annotations.at("prometheus.io/port").text())
                .isEqualTo(Integer.toString(config().server().port()));
        assertThat(port("port", manifest("Service").at("spec", "ports")))
                .isEqualTo(config().server().port());
    }

    @Test
    void shouldSelectItsOwnPods() {
        Object labels = manifest("StatefulSet")
                .at("spec", "template", "metadata", "labels")
                .value();

        assertThat(manifest("StatefulSet").at("spec", "selector", "matchLabels").value())
                .isEqualTo(labels);
        assertThat(manifest("Service").at("spec", "selector").value()).isEqualTo(labels);
        assertThat(manifest("PodDisruptionBudget")
                        .at("spec", "selector", "matchLabels")
                        .value())
                .isEqualTo(labels);
        assertThat(manifest("StatefulSet").at("spec", "serviceName").text())
                .isEqualTo(manifest("Service").at("metadata", "name").text());
    }

    @Test
    void shouldWaitForAGracefulStop() {
        assertThat(POD.at("terminationGracePeriodSeconds").number()).isGreaterThan(60);
    }

    @Test
    void shouldScaleByTheLagOfEachPipeline() {
        Tree scaled = Tree.read(FOLDER.resolve("scaled-object.yaml")).at("spec");

        assertThat(scaled.at("scaleTargetRef", "name").text())
                .isEqualTo(manifest("StatefulSet").at("metadata", "name").text());
        assertThat(scaled.at("triggers").items())
                .extracting(trigger -> trigger.at("metadata", "consumerGroup").text() + " "
                        + trigger.at("metadata", "topic").text())
                .containsExactlyElementsOf(config().pipelines().stream()
                        .map(pipeline -> StreamsSettings.applicationId(pipeline.name()) + " "
                                + pipeline.input().topics().get(0))
                        .toList());
        assertThat(scaled.at("triggers").items())
                .allSatisfy(trigger -> assertThat(
                                trigger.at("metadata", "bootstrapServers").text())
                        .isEqualTo(environment("KAFKA_BOOTSTRAP_SERVERS")
                                .at("value")
                                .text()));
    }

    private static WeirConfig config() {
        return Shipped.config(
                manifest("ConfigMap").at("data", "weir.yaml").text(),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "POD_NAME", "weir-0"));
    }

    private static Tree manifest(String kind) {
        return MANIFESTS.stream()
                .filter(manifest -> manifest.at("kind").text().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Tree environment(String name) {
        return named(CONTAINER.at("env"), name);
    }

    private static String mountPath(String volume) {
        return named(CONTAINER.at("volumeMounts"), volume).at("mountPath").text();
    }

    private static int port(String key, Tree ports) {
        return named(ports, "http").at(key).number();
    }

    private static Tree named(Tree list, String name) {
        return list.items().stream()
                .filter(item -> item.at("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
