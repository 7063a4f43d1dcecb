package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** When the alerts fire, and what they tell the one who is woken. */
final class AlertRulesTest {

    private static final Path FOLDER = Repository.DOCKER.resolve("prometheus");

    @Test
    void shouldFireWhenTheyShouldAndNotOtherwise() {
        Tools.require("promtool", "prometheus");

        Tools.Ended tests = Tools.run(FOLDER, List.of("promtool", "test", "rules", "alerts_test.yml"));

        assertThat(tests.code()).as(tests.output()).isZero();
    }

    @Test
    void shouldBeSoundWithTheConfiguration() {
        Tools.require("promtool", "prometheus");

        Tools.Ended check = Tools.run(FOLDER, List.of("promtool", "check", "config", "prometheus.yml"));

        assertThat(check.code()).as(check.output()).isZero();
        assertThat(check.output()).contains(rules().size() + " rules found");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() {
        for (Tree rule : rules()) {
            String name = rule.at("alert").text();
            assertThat(name).startsWith("Weir");
            assertThat(rule.at("labels", "severity").text()).as(name).isIn("warning", "critical");
            assertThat(rule.at("annotations").keys()).as(name).containsExactly("summary", "description", "runbook");
            assertThat(rule.at("annotations", "summary").text())
                    .as(name)
                    .endsWith(".")
                    .hasSizeLessThan(120);
            assertThat(rule.at("annotations", "runbook").text()).as(name).hasSizeGreaterThan(100);
        }
    }

    @Test
    void shouldEachBeTested() {
        Set<String> tested = new TreeSet<>();
        for (Tree test :
                Tree.read(FOLDER.resolve("alerts_test.yml")).at("tests").items()) {
            for (Tree expected : test.at("promql_expr_test").items()) {
                if (expected.at("expr").text().startsWith("ALERTS{")) {
                    tested.add(expected.at("expr").text().replaceAll("ALERTS\\{alertname=\"([^\"]*)\".*", "$1"));
                }
            }
        }

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        rules().stream().map(rule -> rule.at("alert").text()).toList());
    }

    @Test
    void shouldTakeTheNumberOfRunningThatKafkaStreamsHas() {
        String condition = rules().stream()
                .filter(rule -> rule.at("alert").text().equals("WeirPipelineNotRunning"))
                .findFirst()
                .orElseThrow()
                .at("expr")
                .text();

        assertThat(condition)
                .endsWith("!= " + List.of(KafkaStreams.State.values()).indexOf(KafkaStreams.State.RUNNING));
    }

    private static List<Tree> rules() {
        return Tree.read(FOLDER.resolve("alerts.yml")).at("groups").items().stream()
                .flatMap(group -> group.at("rules").items().stream())
                .toList();
    }
}
