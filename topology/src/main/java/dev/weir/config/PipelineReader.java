package dev.weir.config;

import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.PipelineKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code pipelines:} list. After a problem it goes on with a stand-in, so that one reading finds all. */
final class PipelineReader {

    private static final String AUTO = "auto";
    static final String LOGS_ONLY =
            " says how log lines are written, and this pipeline is of kind llm; choose an envelope, or kind: log";
    static final List<String> KEYS =
            List.of("name", "kind", "guarantee", "input", "filters", "outputs", "threads", "store", "kafka");
    static final List<String> INPUT_KEYS = List.of("topics", "format", "idle-timeout", "max-record");
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,48}");

    static final Option KIND = Option.choice(
            "kind",
            "llm",
            "What flows through.",
            Arrays.stream(PipelineKind.values()).map(FilterReader::word).toArray(String[]::new));
    static final Option GUARANTEE = Option.choice(
            "guarantee",
            Guarantee.AT_LEAST_ONCE.written(),
            "How often a result may be written when something fails.",
            Arrays.stream(Guarantee.values()).map(Guarantee::written).toArray(String[]::new));
    static final Option THREADS = Option.integer("threads", 1, 1, 256, "How many stream threads.");
    static final Option STORE = Option.choice(
            "store",
            StoreChoice.AUTO.written(),
            "What keeps the state of open streams.",
            Arrays.stream(StoreChoice.values()).map(StoreChoice::written).toArray(String[]::new));
    static final Option IDLE_TIMEOUT = Option.duration(
            "idle-timeout", "30s", 100, 86_400_000, "After how long without a record a stream is taken to have ended.");
    static final Option MAX_RECORD =
            Option.size("max-record", "8MiB", 1 << 10, 256 << 20, "A longer record goes to the dead-letter topic.");

    private final FilterReader filters;
    private final Option format;
    private final Map<String, String> commonKafka;
    private final Map<String, String> pathOfName = new HashMap<>();

    PipelineReader(List<FilterType> types, Set<String> formats, Map<String, String> commonKafka) {
        this.filters = new FilterReader(types);
        this.format = format(formats);
        this.commonKafka = commonKafka;
    }

    /** How to write the envelope of an input: {@code auto} or one of these. */
    static Option format(Set<String> formats) {
        Set<String> choices = new LinkedHashSet<>();
        choices.add(AUTO);
        choices.addAll(formats);
        return Option.choice("format", AUTO, "How a record's value is wrapped.", choices.toArray(String[]::new));
    }

    List<PipelineConfig> read(@Nullable Value value) {
        List<PipelineConfig> pipelines = new ArrayList<>();
        List<Value> items = value == null ? null : value.items("a list with one pipeline in each entry");
        if (value == null || items == null) {
            return pipelines;
        }
        if (items.isEmpty()) {
            value.problem(null, "the list is empty; Weir needs at least one pipeline", null);
        }
        for (Value item : items) {
            if (item.isMap()) {
                pipelines.add(pipeline(item));
            } else {
                item.wrongKind("a map with the keys " + String.join(", ", KEYS));
            }
        }
        return pipelines;
    }

    private PipelineConfig pipeline(Value item) {
        Fields fields = known(item, KEYS);
        String name =
                name(item, fields.require("name", "it tells pipelines apart and becomes part of the application.id"));
        Value writtenKind = fields.require("kind", "it says what flows through, " + KIND.allowed());
        PipelineKind kind = writtenKind == null ? null : kind(writtenKind);
        Value writtenInput = fields.require("input", "it says which topics to read");
        Fields inputFields = writtenInput == null ? null : known(writtenInput, INPUT_KEYS);
        InputConfig input = input(item, inputFields);
        Value writtenOutputs = fields.require("outputs", "it says which topics to write, at least clean and dead");
        Fields outputFields = writtenOutputs == null ? null : known(writtenOutputs, OutputName.allWritten());
        OutputsConfig outputs = outputs(outputFields, input.topics());
        List<FilterConfig> chain = filters.read(fields.get("filters"), kind);
        Value format = inputFields == null ? null : inputFields.get("format");
        if (format != null && kind == PipelineKind.LLM && EnvelopeFormats.isForLogsOnly(input.format())) {
            format.problem(input.format(), format.quoted(input.format()) + LOGS_ONLY, null);
        }
        ThinkingPlaces places = new ThinkingPlaces(
                format == null ? writtenInput : format, outputFields == null ? null : outputFields.get("thinking"));
        places.check(chain, isText(kind, input.format()));
        Map<String, String> kafka = new LinkedHashMap<>(commonKafka);
        kafka.putAll(KafkaProperties.read(fields.get("kafka")));
        return new PipelineConfig(
                name,
                kind == null ? PipelineKind.LLM : kind,
                guarantee((String) option(fields, GUARANTEE)),
                input,
                chain,
                outputs,
                Math.toIntExact((Long) option(fields, THREADS)),
                store((String) option(fields, STORE)),
                kafka);
    }

    private String name(Value pipeline, @Nullable Value value) {
        String name = value == null ? null : value.text("a name such as llm");
        if (value == null || name == null) {
            return "";
        }
        if (!NAME.matcher(name).matches()) {
            value.problem(
                    name,
                    value.quoted(name) + " is not allowed",
                    "lower-case letters, digits and hyphens, at most 49, the first not a hyphen");
            return "";
        }
        String earlier = pathOfName.putIfAbsent(name, pipeline.path());
        if (earlier != null) {
            value.problem(
                    name, value.quoted(name) + " is already the name of " + earlier + "; names have to differ", null);
        }
        return name;
    }

    private static @Nullable PipelineKind kind(Value value) {
        Object word = value.option(KIND);
        for (PipelineKind kind : PipelineKind.values()) {
            if (FilterReader.word(kind).equals(word)) {
                return kind;
            }
        }
        return null;
    }

    private static Guarantee guarantee(String written) {
        return written.equals(Guarantee.EXACTLY_ONCE.written()) ? Guarantee.EXACTLY_ONCE : Guarantee.AT_LEAST_ONCE;
    }

    private static StoreChoice store(String written) {
        return Arrays.stream(StoreChoice.values())
                .filter(choice -> choice.written().equals(written))
                .findFirst()
                .orElse(StoreChoice.AUTO);
    }

    /** Log lines are text unless the format is said: one that is JSON is not an envelope. */
    private static boolean isText(@Nullable PipelineKind kind, String format) {
        boolean line = format.equals(AUTO) || EnvelopeFormats.isForLogsOnly(format);
        return format.equals("text") || (kind == PipelineKind.LOG && line);
    }

    private InputConfig input(Value pipeline, @Nullable Fields written) {
        Fields fields = written == null ? new Fields(pipeline, Map.of()) : written;
        List<String> topics = new ArrayList<>();
        Value writtenTopics = written == null ? null : fields.require("topics", "it names the topics to read");
        if (writtenTopics != null) {
            topics = topics(writtenTopics);
        }
        return new InputConfig(
                topics, (String) option(fields, format), (Long) option(fields, IDLE_TIMEOUT), Math.toIntExact((Long)
                        option(fields, MAX_RECORD)));
    }

    private static List<String> topics(Value value) {
        Set<String> topics = new LinkedHashSet<>();
        List<Value> items = value.isScalar() ? List.of(value) : value.items("a topic or a list of topics");
        if (items == null) {
            return List.of();
        }
        if (items.isEmpty()) {
            value.problem(null, "the list is empty; name at least one topic", null);
        }
        for (Value item : items) {
            String topic = TopicName.read(item);
            if (topic != null && !topics.add(topic)) {
                item.problem(topic, item.quoted(topic) + " stands twice in this list; keep one", null);
            }
        }
        return List.copyOf(topics);
    }

    private static OutputsConfig outputs(@Nullable Fields fields, List<String> inputTopics) {
        if (fields == null) {
            return new OutputsConfig("", null, null, null, "");
        }
        Value clean = fields.require("clean", "records that come through have to go somewhere");
        Value dead = fields.require("dead", "records that fail have to go somewhere");
        String cleanTopic = output(clean, inputTopics);
        String deadTopic = output(dead, inputTopics);
        return new OutputsConfig(
                cleanTopic == null ? "" : cleanTopic,
                output(fields.get("thinking"), inputTopics),
                output(fields.get("alerts"), inputTopics),
                output(fields.get("duplicates"), inputTopics),
                deadTopic == null ? "" : deadTopic);
    }

    private static @Nullable String output(@Nullable Value value, List<String> inputTopics) {
        String topic = value == null ? null : TopicName.read(value);
        if (value != null && topic != null && inputTopics.contains(topic)) {
            value.problem(
                    topic,
                    value.quoted(topic)
                            + " is also an input topic of this pipeline, so its records would go round for ever",
                    "another topic");
        }
        return topic;
    }

    private static Fields known(Value value, List<String> keys) {
        Fields fields = value.fields(keys);
        return fields == null ? new Fields(value, Map.of()) : fields;
    }

    /** The value of an optional key; the default if the key is absent, and as a stand-in after a problem. */
    static Object option(Fields fields, Option option) {
        Value value = fields.get(option.name());
        Object parsed = value == null ? null : value.option(option);
        return parsed == null ? option.parse(option.defaultValue()) : parsed;
    }
}
