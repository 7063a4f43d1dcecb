package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Main;
import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.topology.RunningWeir;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** Whether the services of the compose file find each other, and their files. */
final class ComposeTest {

    private static final Tree SERVICES =
            Tree.read(Repository.DOCKER.resolve("compose.yaml")).at("services");

    @Test
    void shouldMountOnlyWhatIsThere() {
        Set<String> named = Tree.read(Repository.DOCKER.resolve("compose.yaml"))
                .at("volumes")
                .keys();
        for (String service : SERVICES.keys()) {
            for (String[] mount : mounts(service)) {
                if (mount[0].startsWith("./")) {
                    assertThat(Repository.DOCKER.resolve(mount[0])).as(service).exists();
                    assertThat(mount).as(service).hasSize(3).endsWith("ro");
                } else {
                    assertThat(named).as(service).contains(mount[0]);
                }
            }
        }
    }

    @Test
    void shouldPublishOnThisMachineOnly() {
        for (String service : SERVICES.keys()) {
            if (SERVICES.at(service).has("ports")) {
                assertThat(SERVICES.at(service, "ports").texts())
                        .as(service)
                        .allMatch(port -> port.startsWith("127.0.0.1:"));
            }
        }
        assertThat(SERVICES.at("weir", "ports").texts()).allMatch(port -> port.endsWith(":" + Shipped.port()));
    }

    @Test
    void shouldPinItsImages() {
        for (String service : SERVICES.keys()) {
            assertThat(SERVICES.at(service, "image").text()).matches("[a-z/]+:v?[0-9]+\\.[0-9]+\\.[0-9]+");
        }
        assertThat(SERVICES.at("kafka", "image").text()).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        assertThat(SERVICES.at("topics", "image").text())
                .isEqualTo(SERVICES.at("kafka", "image").text());
        assertThat(SERVICES.at("traffic", "image").text())
                .isEqualTo(SERVICES.at("weir", "image").text());
    }

    @Test
    void shouldMakeTheTopicsOfTheConfiguration() {
        Set<String> wanted = new TreeSet<>();
        for (PipelineConfig pipeline : Shipped.config(Shipped.CONFIG, Map.of()).pipelines()) {
            wanted.addAll(RunningWeir.topics(pipeline));
        }
        String command = SERVICES.at("topics", "command").texts().get(0);
        String list = command.replaceFirst("^for topic in (.*?); do.*", "$1");

        assertThat(list.split("\\s+", -1)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void shouldReachKafkaUnderTheNameThatItGivesItself() {
        String address =
                SERVICES.at("weir", "environment", "KAFKA_BOOTSTRAP_SERVERS").text();
        WeirConfig config = Shipped.config(Shipped.CONFIG, Map.of("KAFKA_BOOTSTRAP_SERVERS", address));

        assertThat(config.kafka()).containsEntry("bootstrap.servers", address);
        assertThat(SERVICES.at("kafka", "environment", "KAFKA_ADVERTISED_LISTENERS")
                        .text())
                .contains("INSIDE://" + address + ",");
        assertThat(SERVICES.at("kafka", "environment", "KAFKA_LISTENERS").text())
                .contains("INSIDE://:" + address.split(":", -1)[1] + ",");
        assertThat(SERVICES.at("topics", "command").texts().get(0)).contains("--bootstrap-server " + address);
        assertThat(SERVICES.keys()).contains(address.split(":", -1)[0]);
    }

    @Test
    void shouldRunCommandsThatThereAre() {
        List<String> command = SERVICES.at("traffic", "command").texts();

        assertThat(command).endsWith("-c", "/etc/weir/weir.yaml");
        assertThat(Main.execute(command.get(0), "--help")).isZero();
        assertThat(target("traffic", "./weir.yaml")).isEqualTo("/etc/weir/weir.yaml");
        assertThat(target("weir", "./weir.yaml")).isEqualTo("/etc/weir/weir.yaml");
    }

    @Test
    void shouldGiveWeirTimeToCommit() {
        assertThat(SERVICES.at("weir", "stop_grace_period").text()).isEqualTo("70s");
    }

    @Test
    void shouldBuildFromTheRepository() {
        Path context = Repository.DOCKER.resolve(
                SERVICES.at("weir", "build", "context").text());

        assertThat(context.resolve(SERVICES.at("weir", "build", "dockerfile").text()))
                .exists();
    }

    @Test
    void shouldLetPrometheusFindEveryInstance() {
        Tree scrape = Tree.read(Repository.DOCKER.resolve("prometheus/prometheus.yml"))
                .at("scrape_configs")
                .items()
                .get(0)
                .at("dns_sd_configs")
                .items()
                .get(0);

        assertThat(SERVICES.keys()).containsAll(scrape.at("names").texts());
        assertThat(scrape.at("port").number()).isEqualTo(Shipped.port());
        assertThat(target("prometheus", "./prometheus")).isEqualTo("/etc/prometheus");
    }

    @Test
    void shouldLetGrafanaFindPrometheusAndTheDashboards() {
        Path provisioning = Repository.DOCKER.resolve("grafana/provisioning");
        String url = Tree.read(provisioning.resolve("datasources/prometheus.yaml"))
                .at("datasources")
                .items()
                .get(0)
                .at("url")
                .text();
        String folder = Tree.read(provisioning.resolve("dashboards/weir.yaml"))
                .at("providers")
                .items()
                .get(0)
                .at("options", "path")
                .text();
        String home = SERVICES.at("grafana", "environment", "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .text();

        assertThat(url).isEqualTo("http://prometheus:9090");
        assertThat(SERVICES.at("prometheus", "ports").texts()).allMatch(port -> port.endsWith(":9090"));
        assertThat(target("grafana", "./grafana/dashboards")).isEqualTo(folder);
        assertThat(target("grafana", "./grafana/provisioning")).isEqualTo("/etc/grafana/provisioning");
        assertThat(home).startsWith(folder + "/");
        assertThat(Dashboards.FOLDER.resolve(home.substring(folder.length() + 1)))
                .exists();
    }

    private static List<String[]> mounts(String service) {
        if (!SERVICES.at(service).has("volumes")) {
            return List.of();
        }
        return SERVICES.at(service, "volumes").texts().stream()
                .map(mount -> mount.split(":", -1))
                .toList();
    }

    /** Where a service has a file of the repository. */
    private static String target(String service, String source) {
        return mounts(service).stream()
                .filter(mount -> mount[0].equals(source))
                .map(mount -> mount[1])
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " mounts no " + source + " but "
                        + mounts(service).stream().map(Arrays::toString).toList()));
    }
}
