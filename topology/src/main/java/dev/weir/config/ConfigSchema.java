package dev.weir.config;

import static dev.weir.config.SchemaParts.list;
import static dev.weir.config.SchemaParts.map;
import static dev.weir.config.SchemaParts.option;
import static dev.weir.config.SchemaParts.orNothing;
import static dev.weir.config.SchemaParts.part;
import static dev.weir.config.SchemaParts.scalar;
import static dev.weir.config.SchemaParts.text;
import static dev.weir.config.SchemaParts.word;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.PipelineKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The JSON Schema (draft 2020-12) of a configuration file, with which editors complete, explain and check it while it is written.
 *
 * <p>It refuses nothing that {@link ConfigReader} takes. What no schema can see, such as two pipelines of one name, the reader
 * alone finds.
 */
public final class ConfigSchema {

    private final List<FilterType> filters;
    private final Set<String> formats;

    private ConfigSchema(List<FilterType> filters, Set<String> formats) {
        this.filters = filters;
        this.formats = formats;
    }

    /**
     * Writes the schema, indented.
     *
     * @param filters the filters that a pipeline can name
     * @param formats the formats that an input can name besides {@code auto}
     */
    public static String write(List<FilterType> filters, Set<String> formats) {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            write(json, new ConfigSchema(filters, formats).root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object node) throws IOException {
        if (node instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                json.writeFieldName((String) member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (node instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (node instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (node instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString((String) node);
        }
    }

    private Map<String, Object> root() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (PipelineKind kind : PipelineKind.values()) {
            definitions.put("filters-" + FilterReader.word(kind), filters(kind));
        }
        definitions.put("pipeline", pipeline());
        definitions.put("test", test());
        Map<String, Object> root = part("$schema", "https://json-schema.org/draft/2020-12/schema", "title", "Weir");
        root.putAll(map(
                "What Weir runs. A value may name an environment variable: ${NAME}, or ${NAME:default}.",
                part(
                        "kafka", kafka("Any property of Kafka Streams and its clients, for every pipeline."),
                        "server", server(),
                        "gpu", option(ConfigReader.GPU),
                        "logging", logging(),
                        "pipelines", pipelines(),
                        "tests", orNothing(list("What weir test runs, without a broker.", reference("test")))),
                "pipelines"));
        root.put("$defs", definitions);
        return root;
    }

    private static Map<String, Object> reference(String definition) {
        return part("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> pipelines() {
        Map<String, Object> pipelines =
                list("Each is a Kafka Streams application of its own, weir-<name>.", reference("pipeline"));
        pipelines.put("minItems", 1);
        return pipelines;
    }

    private static Map<String, Object> kafka(String description) {
        Map<String, Object> properties =
                part("bootstrap.servers", scalar("Where the cluster is: host:port, several with commas between them."));
        new TreeMap<>(KafkaProperties.RESERVED)
                .forEach((name, reason) -> properties.put(name, part("description", reason, "not", part())));
        Map<String, Object> kafka = map(description, properties);
        kafka.put("additionalProperties", scalar("A Kafka property."));
        return orNothing(kafka);
    }

    private static Map<String, Object> server() {
        Map<String, Object> host = text(ConfigReader.HOST.description(), Pattern.compile(".*\\S.*"));
        host.put("default", ConfigReader.HOST.defaultValue());
        return orNothing(map(
                "The page, /metrics, /healthz and /readyz.",
                part(
                        "host",
                        host,
                        "port",
                        option(ConfigReader.PORT),
                        "show-payloads",
                        option(ConfigReader.SHOW_PAYLOADS))));
    }

    private static Map<String, Object> logging() {
        return orNothing(map("The log of weir run and weir demo.", part("format", option(ConfigReader.LOG_FORMAT))));
    }

    private Map<String, Object> pipeline() {
        Map<String, Object> kind = option(PipelineReader.KIND);
        kind.remove("default");
        kind.put(
                "description",
                "What flows through. llm: streams of chunks, or whole responses; log: independent lines.");
        Map<String, Object> pipeline = map(
                "From input topics through filters to output topics.",
                part(
                        "name",
                                text(
                                        "Part of the application.id: lower-case letters, digits and hyphens.",
                                        PipelineReader.NAME),
                        "kind", kind,
                        "guarantee", option(PipelineReader.GUARANTEE),
                        "input", input(),
                        "filters", part("description", "Text runs through them in this order."),
                        "outputs", outputs(),
                        "threads", option(PipelineReader.THREADS),
                        "store", option(PipelineReader.STORE),
                        "kafka", kafka("Kafka properties of this pipeline, on top of the common ones.")),
                "name",
                "kind",
                "input",
                "outputs");
        List<Object> byKind = new ArrayList<>();
        for (PipelineKind each : PipelineKind.values()) {
            Map<String, Object> own = part("filters", reference("filters-" + FilterReader.word(each)));
            if (each == PipelineKind.LLM) {
                own.put("input", part("properties", part("format", envelope())));
            }
            byKind.add(part(
                    "if",
                    part(
                            "properties",
                            part("kind", part("const", FilterReader.word(each))),
                            "required",
                            List.of("kind")),
                    "then",
                    part("properties", own)));
        }
        pipeline.put("allOf", byKind);
        return pipeline;
    }

    private Map<String, Object> envelope() {
        Option all = PipelineReader.format(formats);
        return word(
                all.description(),
                all.choices().stream()
                        .filter(format -> !EnvelopeFormats.isForLogsOnly(format))
                        .toList());
    }

    private Map<String, Object> input() {
        Map<String, Object> topic = text("A topic to read.", TopicName.LEGAL);
        Map<String, Object> several = list("Topics to read.", topic);
        several.put("minItems", 1);
        several.put("uniqueItems", true);
        return map(
                "Where records come from, and how they are read.",
                part(
                        "topics", part("description", "One or more.", "anyOf", List.of(several, topic)),
                        "format", option(PipelineReader.format(formats)),
                        "idle-timeout", option(PipelineReader.IDLE_TIMEOUT),
                        "max-record", option(PipelineReader.MAX_RECORD)),
                "topics");
    }

    private static Map<String, Object> outputs() {
        Map<String, Object> topics = new LinkedHashMap<>();
        for (OutputName output : OutputName.values()) {
            topics.put(output.written(), text(output.description(), TopicName.LEGAL));
        }
        return map("The topics to write.", topics, OutputName.CLEAN.written(), OutputName.DEAD.written());
    }

    private Map<String, Object> filters(PipelineKind kind) {
        List<String> names = new ArrayList<>();
        Map<String, Object> byName = new LinkedHashMap<>();
        for (FilterType type : filters) {
            if (type.kinds().contains(kind)) {
                Map<String, Object> options = new LinkedHashMap<>();
                for (Option option : type.options()) {
                    if (type.takes(option.name(), kind)) {
                        options.put(option.name(), option(option));
                    }
                }
                names.add(type.name());
                byName.put(type.name(), orNothing(map(type.description(), options)));
            }
        }
        Map<String, Object> configured = map("A filter with its options.", byName);
        configured.put("minProperties", 1);
        configured.put("maxProperties", 1);
        Map<String, Object> bare = word("A filter with its default options.", names);
        return orNothing(list("Text runs through them in this order.", part("anyOf", List.of(configured, bare))));
    }

    private static Map<String, Object> test() {
        Map<String, Object> headers = map("Texts by their names.", part());
        headers.put("additionalProperties", orNothing(scalar("A text, or null.")));
        Map<String, Object> value = part("description", "A text; a map or a list is JSON; null is for none.");
        Map<String, Object> key = orNothing(scalar("A text, or null for none."));
        Map<String, Object> sent = map(
                "A record to send.",
                part(
                        "value", value,
                        "key", key,
                        "headers", headers,
                        "timestamp", option(TestReader.TIMESTAMP),
                        "topic", text("One that the pipeline reads; by default its first.", TopicName.LEGAL)),
                "value");
        Map<String, Object> advance = option(TestReader.ADVANCE);
        advance.remove("default");
        Map<String, Object> clock = map("The clock goes on.", part("advance", advance), "advance");
        Map<String, Object> input =
                list("What happens, in order.", part("anyOf", List.of(sent, clock, scalar("The value of a record."))));
        input.put("minItems", 1);
        Map<String, Object> came = map(
                "A record that has to come; what is not named may be anything.",
                part("value", value, "key", key, "headers", headers));
        came.put("minProperties", 1);
        Map<String, Object> expect = new LinkedHashMap<>();
        for (OutputName output : OutputName.values()) {
            Object record = output == OutputName.ALERTS
                    ? part("description", "Members that the alert has.", "type", "object")
                    : came;
            expect.put(
                    output.written(),
                    list(
                            "All its records, in order: " + output.description(),
                            part("anyOf", List.of(record, scalar("A value.")))));
        }
        Map<String, Object> outputs = map("What has to come out, by output.", expect);
        outputs.put("minProperties", 1);
        return map(
                "Records that are sent through a pipeline, and what has to come out.",
                part(
                        "name",
                        text("What reports call it.", Pattern.compile(".*\\S.*")),
                        "pipeline",
                        scalar("The name of the pipeline."),
                        "input",
                        input,
                        "expect",
                        outputs),
                "name",
                "pipeline",
                "input",
                "expect");
    }
}
