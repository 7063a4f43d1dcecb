package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of the Prometheus text format 0.0.4: it fails where Prometheus, or one who queries it, would stumble.
 *
 * <p>Each family has one type, stated before its samples, which stand together and carry the same label names; no series
 * is there twice (an empty label being no label); histograms add up.
 */
final class PrometheusText {

    /** A sample by its labels, those with an empty value left out. */
    record Family(String name, String type, Map<Map<String, String>, Double> samples) {}

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\",?");

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Set<String>> labelNames = new TreeMap<>();
    private final Set<String> helped = new HashSet<>();
    private @Nullable Family current;

    static PrometheusText parse(Scrape scrape) {
        PrometheusText text = new PrometheusText();
        String body = new String(scrape.body(), StandardCharsets.UTF_8);
        assertThat(body).endsWith("\n");
        for (String line : List.of(body.split("\n", 0))) {
            text.line(line);
        }
        text.checkHistograms();
        return text;
    }

    Map<String, Family> families() {
        return families;
    }

    Family family(String name) {
        Family family = families.get(name);
        assertThat(family).as("family %s of %s", name, families.keySet()).isNotNull();
        return Objects.requireNonNull(family);
    }

    boolean has(String name) {
        return families.containsKey(name);
    }

    /** The value of the series, written as in a query with its labels sorted: {@code name{a="b",c="d"}}. */
    double value(String series) {
        Double value = values.get(series);
        assertThat(value).as("series %s of %s", series, values.keySet()).isNotNull();
        return value == null ? Double.NaN : value;
    }

    Set<String> series() {
        return values.keySet();
    }

    private void line(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] parts = line.split(" ", -1);
            assertThat(parts).as(line).hasSize(4);
            assertThat(parts[3]).as(line).isIn("counter", "gauge", "histogram", "summary", "untyped");
            current = new Family(parts[2], parts[3], new LinkedHashMap<>());
            assertThat(families.put(parts[2], current))
                    .as("declared twice: " + line)
                    .isNull();
        } else if (line.startsWith("# HELP ")) {
            assertThat(helped.add(line.split(" ", -1)[2]))
                    .as("helped twice: " + line)
                    .isTrue();
        } else {
            sample(line);
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("a sample: " + line).isTrue();
        String name = sample.group(1);
        Family family = current;
        assertThat(family).as("typed before: " + line).isNotNull();
        if (family == null) {
            return;
        }
        String suffix = name.substring(Math.min(name.length(), family.name().length()));
        assertThat(name).as("of family " + family.name()).startsWith(family.name());
        assertThat(suffix)
                .as(line)
                .isIn(
                        switch (family.type()) {
                            case "histogram" -> List.of("_bucket", "_sum", "_count");
                            case "summary" -> List.of("", "_sum", "_count");
                            default -> List.of("");
                        });
        Set<String> names = new HashSet<>();
        Map<String, String> labels = labels(sample.group(2), line, names);
        double value = sample.group(3).endsWith("Inf")
                ? (sample.group(3).startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : Double.parseDouble(sample.group(3));
        assertThat(labelNames.computeIfAbsent(name, unseen -> names)).as(line).isEqualTo(names);
        String key = key(name, labels);
        assertThat(values.put(key, value)).as("twice: " + line).isNull();
        if (suffix.isEmpty()) {
            family.samples().put(labels, value);
        }
    }

    private static Map<String, String> labels(@Nullable String text, String line, Set<String> names) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            int end = 0;
            while (label.find() && label.start() == end) {
                assertThat(names.add(label.group(1))).as("label twice: " + line).isTrue();
                if (!label.group(2).isEmpty()) {
                    labels.put(label.group(1), label.group(2));
                }
                end = label.end();
            }
            assertThat(end).as("labels of " + line).isEqualTo(text.length());
        }
        return labels;
    }

    private static String key(String name, Map<String, String> labels) {
        StringBuilder key = new StringBuilder(name);
        labels.forEach((label, value) -> key.append(key.length() == name.length() ? "{" : ",")
                .append(label)
                .append("=\"")
                .append(value)
                .append('"'));
        return labels.isEmpty() ? name : key.append('}').toString();
    }

    private void checkHistograms() {
        values.forEach((key, value) -> {
            if (key.contains("_bucket{") && key.contains("le=\"+Inf\"")) {
                String count = key.replace("_bucket{", "_count{").replaceAll("le=\"\\+Inf\",?", "");
                assertThat(value(count.replace("{}", ""))).as(count).isEqualTo(value);
            }
        });
    }
}
