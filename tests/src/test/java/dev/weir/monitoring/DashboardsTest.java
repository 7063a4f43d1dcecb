package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.junit.jupiter.api.Test;

/** Whether the dashboards are whole: what Grafana would take without a word, and a reader would miss. */
final class DashboardsTest {

    private static final int GRID_COLUMNS = 24;

    @Test
    void shouldGiveEveryPanelAUnitADescriptionAndAnEmptyState() {
        assertThat(panels()).hasSizeGreaterThan(40).allSatisfy(panel -> {
            Tree defaults = panel.tree().at("fieldConfig", "defaults");
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.tree().at("description").text()).endsWith(".");
            assertThat(defaults.at("unit").text()).isNotBlank();
            assertThat(defaults.at("noValue").text()).isNotBlank();
            assertThat(panel.expressions()).isNotEmpty();
        });
    }

    @Test
    void shouldAskOnlyTheDataSourceThatIsProvisioned() {
        Tree provisioned = Tree.read(Repository.DOCKER.resolve("grafana/provisioning/datasources/prometheus.yaml"))
                .at("datasources")
                .items()
                .get(0);

        for (Path file : Dashboards.files()) {
            Tree variable = Tree.read(file).at("templating", "list").items().get(0);
            assertThat(variable.at("type").text()).isEqualTo("datasource");
            assertThat(variable.at("query").text())
                    .isEqualTo(provisioned.at("type").text());
            assertThat(variable.at("current", "value").text())
                    .isEqualTo(provisioned.at("uid").text());
            assertThat(Tree.read(file).walk().filter(tree -> tree.where().endsWith(".datasource")))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(source.at("uid").text())
                            .isEqualTo("${" + variable.at("name").text() + "}"));
        }
    }

    @Test
    void shouldNumberPanelsAndNameDashboardsOnce() {
        Set<String> names = new HashSet<>();
        for (Path file : Dashboards.files()) {
            Tree dashboard = Tree.read(file);
            assertThat(names.add(dashboard.at("uid").text()))
                    .as(file.toString())
                    .isTrue();
            assertThat(names.add(dashboard.at("title").text()))
                    .as(file.toString())
                    .isTrue();
            assertThat(file.getFileName()).hasToString(dashboard.at("uid").text() + ".json");
            assertThat(dashboard.at("panels").items())
                    .extracting(panel -> panel.at("id").number())
                    .doesNotHaveDuplicates();
            assertThat(Panel.of(file)).extracting(Panel::title).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldPlaceNoPanelOnAnother() {
        for (Path file : Dashboards.files()) {
            Set<List<Integer>> taken = new HashSet<>();
            for (Tree panel : Tree.read(file).at("panels").items()) {
                Tree place = panel.at("gridPos");
                int right = place.at("x").number() + place.at("w").number();
                int bottom = place.at("y").number() + place.at("h").number();
                assertThat(right).as(panel.where()).isLessThanOrEqualTo(GRID_COLUMNS);
                for (int x = place.at("x").number(); x < right; x++) {
                    for (int y = place.at("y").number(); y < bottom; y++) {
                        assertThat(taken.add(List.of(x, y)))
                                .as("%s at column %d, line %d", panel.where(), x, y)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void shouldNameTheStatesAsKafkaStreamsNumbersThem() {
        assertThat(states("State of each client")).containsExactlyElementsOf(names(KafkaStreams.State.values()));
        assertThat(states("State of each thread")).containsExactlyElementsOf(names(StreamThread.State.values()));
    }

    private static List<String> names(Enum<?>[] states) {
        return Stream.of(states).map(Enum::name).toList();
    }

    /** The texts of a panel's mapping, by number. */
    private static List<String> states(String title) {
        Tree options = panels().stream()
                .filter(panel -> panel.title().equals(title))
                .findFirst()
                .orElseThrow()
                .tree()
                .at("fieldConfig", "defaults", "mappings")
                .items()
                .get(0)
                .at("options");
        List<String> states = new ArrayList<>();
        for (int number = 0; number < options.keys().size(); number++) {
            states.add(options.at(Integer.toString(number)).at("text").text());
        }
        return states;
    }

    private static List<Panel> panels() {
        return Dashboards.files().stream()
                .flatMap(file -> Panel.of(file).stream())
                .toList();
    }
}
