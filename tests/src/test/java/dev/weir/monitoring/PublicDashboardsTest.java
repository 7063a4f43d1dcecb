package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many queries of other people's dashboards for Kafka Streams find something in Weir's metrics.
 *
 * <p>Takes a checkout of kineticedge/kafka-streams-dashboards: {@code mvn -pl tests -am test -Dtest=PublicDashboardsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dweir.dashboards=CHECKOUT/monitoring/grafana/dashboards/streams}
 */
final class PublicDashboardsTest {

    /** Many have no answer, however long one waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A label that is to have the value of a variable, which in a dashboard is All. */
    private static final Pattern CHOSEN = Pattern.compile("=~?\\s*\"[^\"]*(?:\\$|\\[\\[)[^\"]*\"");

    private static final Pattern VARIABLE = Pattern.compile("(?:\\$|\\$\\{|\\[\\[)([a-z_]+)(?:\\}|\\]\\])?");

    @Test
    void shouldAnswerMostOfTheirQueries(@TempDir Path folder) {
        String checkout = System.getProperty("weir.dashboards", "");
        Assumptions.assumeFalse(checkout.isEmpty(), "-Dweir.dashboards=FOLDER says where the dashboards are");
        Map<String, String> queries = new TreeMap<>();
        for (Path file : Repository.files(Path.of(checkout), ".json")) {
            Map<String, String> current = current(Tree.read(file));
            for (Panel panel : Panel.of(file)) {
                for (String expression : panel.expressions()) {
                    queries.put(panel + ": " + expression, ofAll(expression, current));
                }
            }
        }

        try (WatchedDemo demo = WatchedDemo.start(folder)) {
            Set<String> refused = new HashSet<>();
            Map<String, String> unanswered = WatchedDemo.unanswered(queries, PATIENCE, query -> {
                try {
                    return !demo.prometheus().values(query).isEmpty();
                } catch (AssertionError e) {
                    refused.add(query);
                    return false;
                }
            });

            unanswered.forEach((what, query) -> System.out.println(
                    (refused.contains(query) ? "refused: " : "no answer: ") + what.replaceAll("\\s+", " ")));
            System.out.printf("%d of %d queries answer%n", queries.size() - unanswered.size(), queries.size());
            assertThat(queries).isNotEmpty();
            assertThat(unanswered.size()).isLessThan(queries.size() / 2);
        }
    }

    /** The values that a dashboard's variables have when it is opened. */
    private static Map<String, String> current(Tree dashboard) {
        Map<String, String> current = new HashMap<>();
        for (Tree variable : dashboard.at("templating", "list").items()) {
            if (variable.has("current") && variable.at("current").has("value")) {
                Tree value = variable.at("current", "value");
                boolean one = !(value.value() instanceof List);
                current.put(variable.at("name").text(), one ? value.text() : ".*");
            }
        }
        return current;
    }

    private static String ofAll(String expression, Map<String, String> current) {
        String chosen = CHOSEN.matcher(expression).replaceAll("=~\".*\"");
        String query = Queries.ofAll(chosen).replace("$__interval", "20s").replace("$__range", "5m");
        return VARIABLE.matcher(query)
                .replaceAll(variable ->
                        current.getOrDefault(variable.group(1) == null ? variable.group(2) : variable.group(1), ".*"));
    }
}
