package dev.weir.topology;

import dev.weir.config.FilterConfig;
import dev.weir.config.OutputName;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What runs after a start, where it can be watched, and what is switched off: for people, and for machines.
 *
 * @param pipelines in the order of the configuration
 * @param uri where the server answers
 * @param worker what does the heavy work
 * @param off what is switched off, and why
 */
public record StartSummary(List<Running> pipelines, URI uri, String worker, List<String> off) {

    public StartSummary {
        pipelines = List.copyOf(pipelines);
        off = List.copyOf(off);
    }

    /**
     * A pipeline that runs.
     *
     * @param store what keeps its open streams; null if it has none
     */
    public record Running(PipelineConfig config, @Nullable SessionStore store) {

        List<String> filters() {
            return config.filters().stream().map(filter -> filter.type().name()).toList();
        }

        /** What it writes besides clean records. */
        Map<String, Object> outputs() {
            Map<String, Object> topics = new LinkedHashMap<>();
            for (OutputName output : OutputName.values()) {
                String topic = output.topic(config.outputs());
                if (topic != null) {
                    topics.put(output.written(), topic);
                }
            }
            return topics;
        }
    }

    /** @param cardProblem why no graphics card takes part; null if one does */
    static StartSummary of(List<Running> pipelines, URI uri, String worker, @Nullable String cardProblem) {
        List<String> off = new ArrayList<>();
        if (cardProblem != null) {
            // What follows tells where a library was looked for.
            off.add("graphics card: " + cardProblem.split(";", 2)[0] + " (./weir devices says more)");
        }
        for (Running running : pipelines) {
            PipelineConfig config = running.config();
            if (config.kind() == PipelineKind.LLM && running.store() == SessionStore.ROCKSDB && isOpen(config)) {
                off.add(config.name() + ", store chronicle: this Java cannot run it, so RocksDB keeps open streams");
            }
            for (OutputName output : OutputName.values()) {
                if (output.topic(config.outputs()) == null && wouldWrite(output, config)) {
                    off.add(config.name() + ", " + output.written() + ": has no topic");
                }
            }
        }
        return new StartSummary(pipelines, uri, worker, off);
    }

    private static boolean isOpen(PipelineConfig config) {
        return switch (config.store()) {
            case AUTO -> true;
            case CHRONICLE, ROCKSDB, MEMORY -> false;
        };
    }

    private static boolean wouldWrite(OutputName output, PipelineConfig config) {
        return switch (output) {
            case CLEAN, ALERTS, DEAD -> true;
            case DUPLICATES -> config.kind() == PipelineKind.LOG && filter(config, "deduplicate") != null;
            case THINKING -> {
                FilterConfig strip = filter(config, "strip-thinking");
                yield strip != null && strip.values().text("mode").equals("separate");
            }
        };
    }

    private static @Nullable FilterConfig filter(PipelineConfig config, String name) {
        return config.filters().stream()
                .filter(filter -> filter.type().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A few lines whose beginnings are one column. */
    public List<String> lines() {
        List<String[]> rows = new ArrayList<>();
        for (Running running : pipelines) {
            PipelineConfig config = running.config();
            Map<String, Object> sides = running.outputs();
            Object clean = sides.remove(OutputName.CLEAN.written());
            rows.add(row(
                    "Pipeline " + config.name(),
                    String.join(", ", config.input().topics()) + " -> " + clean));
            rows.add(row(
                    "",
                    sides.entrySet().stream()
                            .map(side -> side.getKey() + " -> " + side.getValue())
                            .collect(Collectors.joining(", "))));
            rows.add(row("", how(running)));
        }
        rows.add(row("Page", uri.toString()));
        rows.add(row("Metrics", uri.resolve("/metrics") + "; health on /healthz and /readyz"));
        rows.add(row("Heavy work", worker));
        for (String each : off) {
            rows.add(row("Switched off", each));
        }
        int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        return rows.stream()
                .map(row -> row[0] + " ".repeat(width - row[0].length() + 2) + row[1])
                .toList();
    }

    private static String[] row(String label, String text) {
        return new String[] {label, text};
    }

    private static String how(Running running) {
        PipelineConfig config = running.config();
        String filters = running.filters().isEmpty() ? "no filters" : String.join(", ", running.filters());
        String threads = config.threads() == 1 ? "1 thread" : config.threads() + " threads";
        SessionStore store = running.store();
        return filters + "; " + config.guarantee().written() + ", " + threads
                + (store == null ? "" : ", open streams in " + store.written());
    }

    /** One line. */
    public String text() {
        return "Weir runs "
                + pipelines.stream().map(running -> running.config().name()).collect(Collectors.joining(", ")) + " on "
                + uri;
    }

    /** The same as maps, lists and texts. */
    public Map<String, Object> members() {
        List<Object> all = new ArrayList<>();
        for (Running running : pipelines) {
            PipelineConfig config = running.config();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", config.name());
            members.put("input", config.input().topics());
            members.put("outputs", running.outputs());
            members.put("filters", running.filters());
            members.put("guarantee", config.guarantee().written());
            members.put("threads", config.threads());
            SessionStore store = running.store();
            if (store != null) {
                members.put("store", store.written());
            }
            all.add(members);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pipelines", all);
        members.put("url", uri.toString());
        members.put("heavy_work", worker);
        members.put("off", off);
        return members;
    }
}
