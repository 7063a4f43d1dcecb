package dev.weir.topology;

import dev.weir.config.PipelineConfig;
import dev.weir.processor.PipelineMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** Draws the topologies of pipelines, as Kafka Streams describes them, in Mermaid or in Graphviz's dot. */
public final class TopologyGraph {

    /** A language for pictures. */
    public enum Language {
        MERMAID,
        DOT
    }

    private enum Shape {
        TOPIC,
        PROCESSOR,
        STORE
    }

    private final Language language;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final Map<String, String> labels;

    private TopologyGraph(Language language, Map<String, String> labels) {
        this.language = language;
        this.labels = labels;
    }

    /**
     * Draws topologies in one picture.
     *
     * @param topologies by the pipelines' names
     */
    public static String draw(Map<String, Topology> topologies, Language language) {
        return draw(topologies, Map.of(), language);
    }

    /** Draws the pipelines of a configuration in one picture; a processor is labelled with the filters it runs. */
    public static String draw(List<PipelineConfig> pipelines, Language language) {
        Map<String, Topology> topologies = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (PipelineConfig pipeline : pipelines) {
            topologies.put(pipeline.name(), PipelineTopology.build(pipeline, PipelineMetrics.NONE));
            PipelineTopology.filtersByNode(pipeline)
                    .forEach((node, filters) -> labels.put(
                            pipeline.name() + "/" + node, filters.isEmpty() ? "decode" : String.join(", ", filters)));
        }
        return draw(topologies, labels, language);
    }

    private static String draw(Map<String, Topology> topologies, Map<String, String> labels, Language language) {
        TopologyGraph graph = new TopologyGraph(language, labels);
        graph.out.append(language == Language.MERMAID ? "flowchart LR\n" : "digraph weir {\n  rankdir=LR;\n");
        topologies.forEach(graph::pipeline);
        graph.out.append(language == Language.MERMAID ? "" : "}\n");
        return graph.out.toString();
    }

    private void pipeline(String name, Topology topology) {
        List<String> edges = new ArrayList<>();
        StringBuilder inside = new StringBuilder();
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Processor processor) {
                    inside.append("  ")
                            .append(node(
                                    name + "/" + node.name(),
                                    labels.getOrDefault(name + "/" + node.name(), node.name()),
                                    Shape.PROCESSOR));
                    for (String store : new TreeSet<>(processor.stores())) {
                        if (!store.endsWith("-commit")) {
                            inside.append("  ").append(node(name + "/store/" + store, store, Shape.STORE));
                            edges.add(edge(name + "/" + node.name(), name + "/store/" + store, true));
                        }
                    }
                }
            }
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source) {
                    for (String topic : new TreeSet<>(source.topicSet())) {
                        topic(topic);
                        source.successors()
                                .forEach(next -> edges.add(edge("topic/" + topic, name + "/" + next.name(), false)));
                    }
                } else if (node instanceof TopologyDescription.Sink sink) {
                    topic(sink.topic());
                    sink.predecessors()
                            .forEach(before ->
                                    edges.add(edge(name + "/" + before.name(), "topic/" + sink.topic(), false)));
                }
            }
            part.nodes().stream()
                    .filter(TopologyDescription.Processor.class::isInstance)
                    .forEach(node -> node.successors().stream()
                            .filter(TopologyDescription.Processor.class::isInstance)
                            .forEach(next ->
                                    edges.add(edge(name + "/" + node.name(), name + "/" + next.name(), false))));
        }
        boolean mermaid = language == Language.MERMAID;
        out.append(mermaid ? "  subgraph " : "  subgraph \"cluster_")
                .append(
                        mermaid
                                ? id("pipeline/" + name) + "[" + quoted(name) + "]\n"
                                : name + "\" {\n    label=" + quoted(name) + ";\n")
                .append(inside)
                .append(mermaid ? "  end\n" : "  }\n");
        edges.stream().distinct().forEach(out::append);
    }

    private void topic(String topic) {
        if (!ids.containsKey("topic/" + topic)) {
            out.append(node("topic/" + topic, topic, Shape.TOPIC));
        }
    }

    private String node(String key, String label, Shape shape) {
        String text = quoted(label);
        String drawn = language == Language.MERMAID
                ? switch (shape) {
                    case TOPIC -> "([" + text + "])";
                    case PROCESSOR -> "[" + text + "]";
                    case STORE -> "[(" + text + ")]";
                }
                : " [label=" + text + ", shape="
                        + switch (shape) {
                            case TOPIC -> "oval";
                            case PROCESSOR -> "box";
                            case STORE -> "cylinder";
                        }
                        + "];";
        return "  " + id(key) + drawn + "\n";
    }

    private String edge(String from, String to, boolean toStore) {
        if (language == Language.DOT) {
            return "  " + id(from) + " -> " + id(to) + (toStore ? " [style=dotted, dir=both]" : "") + ";\n";
        }
        return "  " + id(from) + (toStore ? " -.- " : " --> ") + id(to) + "\n";
    }

    private String id(String key) {
        return ids.computeIfAbsent(key, unused -> "n" + ids.size());
    }

    /** Topic names have dots and hyphens, so every label is quoted. */
    private static String quoted(String label) {
        return "\"" + label.replace("\"", "'") + "\"";
    }
}
