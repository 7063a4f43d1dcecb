package dev.weir.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Grafana and Prometheus ask in the end. */
final class Queries {

    private static final String NOTHING_IS_ZERO = " or vector(0)";
    private static final Pattern COMPARISON =
            Pattern.compile("^(.*\\S)\\s*(?:==|!=|>=|<=|>|<)\\s*[0-9.]+$", Pattern.DOTALL);
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), ([a-z_]+)\\)");

    private Queries() {}

    /** A panel's query with all its variables set to All, and rates over what the test's scrapes fill soon. */
    static String ofAll(String expression) {
        return expression
                .replace("$__rate_interval", "20s")
                .replace("$pipeline", ".*")
                .replace("$instance", ".*");
    }

    /** The query without the zero that stands for nothing. */
    static String measured(String expression) {
        return expression.replace(NOTHING_IS_ZERO, "");
    }

    /** The series that give a variable its values. */
    static String ofVariable(String expression) {
        Matcher call = LABEL_VALUES.matcher(expression);
        if (!call.matches()) {
            throw new AssertionError("no label_values(series, label): " + expression);
        }
        return "count by (" + call.group(2) + ") (" + ofAll(call.group(1)) + ")";
    }

    /** What the conditions of an alert are about: each operand of {@code and}, without its comparison with a number. */
    static List<String> series(String condition) {
        List<String> series = new ArrayList<>();
        for (String operand : condition.split("\\sand\\s", -1)) {
            Matcher comparison = COMPARISON.matcher(operand.strip());
            if (!comparison.matches()) {
                throw new AssertionError("no comparison with a number: " + operand);
            }
            series.add(comparison.group(1));
        }
        return series;
    }
}
