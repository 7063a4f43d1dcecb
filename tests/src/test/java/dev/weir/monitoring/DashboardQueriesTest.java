package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboards and every condition of the alerts, answered by a real Prometheus that scrapes a demo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardQueriesTest {

    @SuppressWarnings("NullAway.Init")
    private WatchedDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) {
        demo = WatchedDemo.start(folder);
    }

    @AfterAll
    @SuppressWarnings("ConstantValue") // where there is no Prometheus it was not started
    void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void shouldAnswerEveryPanel() {
        Map<String, String> queries = new TreeMap<>();
        for (Path file : Dashboards.files()) {
            for (Panel panel : Panel.of(file)) {
                for (String expression : panel.expressions()) {
                    String query = Queries.measured(Queries.ofAll(expression));
                    assertThat(query).as(panel.toString()).doesNotContain("$");
                    queries.put(panel + ": " + expression, query);
                }
            }
        }

        assertThat(queries).hasSizeGreaterThan(50);
        assertThat(demo.unanswered(queries)).isEmpty();
    }

    @Test
    void shouldFindValuesForEveryVariable() {
        Map<String, String> queries = new TreeMap<>();
        for (Path file : Dashboards.files()) {
            for (Tree variable : Tree.read(file).at("templating", "list").items()) {
                if (variable.at("type").text().equals("query")) {
                    String query = variable.at("query", "query").text();
                    queries.put(file.getFileName() + " $" + variable.at("name").text(), Queries.ofVariable(query));
                }
            }
        }

        assertThat(queries).isNotEmpty();
        assertThat(demo.unanswered(queries)).isEmpty();
    }

    @Test
    void shouldHaveWhatEveryAlertLooksAt() {
        Map<String, String> queries = new TreeMap<>();
        List<Tree> rules = demo.prometheus().rules();
        for (Tree rule : rules) {
            for (String series : Queries.series(rule.at("query").text())) {
                queries.put(rule.at("name").text() + ": " + series, series);
            }
        }

        assertThat(rules).hasSizeGreaterThan(6);
        assertThat(demo.unanswered(queries)).isEmpty();
    }

    @Test
    void shouldEvaluateEveryAlertWithoutAnError() {
        await("an evaluation of each rule")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(demo.prometheus().rules())
                        .allSatisfy(rule -> assertThat(rule.at("health").text())
                                .as(rule.toString())
                                .isEqualTo("ok")));
    }
}
