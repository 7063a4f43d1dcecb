package dev.weir.config;

import dev.weir.config.ExpectedRecord.Expectation;
import dev.weir.filter.Option;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code tests:} list. */
final class TestReader {

    static final List<String> KEYS = List.of("name", "pipeline", "input", "expect");
    static final List<String> SENT_KEYS = List.of("value", "key", "headers", "timestamp", "topic");
    static final List<String> STEP_KEYS = List.of("value", "key", "headers", "timestamp", "topic", "advance");
    static final List<String> EXPECTED_KEYS = List.of("value", "key", "headers");
    static final Option ADVANCE = Option.duration(
            "advance", "0ms", 1, 366 * 86_400_000L, "The clock goes on by so much between two records.");
    static final Option TIMESTAMP = Option.integer(
            "timestamp",
            0,
            0,
            Long.MAX_VALUE,
            "The record's time, in milliseconds since 1970; by default the clock's.");

    private static final String STEP =
            "a value, a map with the keys value, key, headers, timestamp, topic," + " or advance: and a duration";
    private static final String EXPECTED = "a value, or a map with the keys " + String.join(", ", EXPECTED_KEYS);
    private static final String TEXT = "a text, or null for none";

    private final List<PipelineConfig> pipelines;
    private final boolean sound;
    private final Map<String, String> pathOfName = new HashMap<>();

    /** @param sound whether nothing was wrong with the pipelines: only then is it known what outputs they have */
    TestReader(List<PipelineConfig> pipelines, boolean sound) {
        this.pipelines = pipelines;
        this.sound = sound;
    }

    List<TestConfig> read(@Nullable Value value) {
        List<TestConfig> tests = new ArrayList<>();
        if (value == null || value.isNothing()) {
            return tests;
        }
        List<Value> items = value.items("a list with one test in each entry");
        for (Value item : items == null ? List.<Value>of() : items) {
            if (item.isMap()) {
                tests.add(test(item));
            } else {
                item.wrongKind("a map with the keys " + String.join(", ", KEYS));
            }
        }
        return tests;
    }

    private TestConfig test(Value item) {
        Fields fields = item.fields(KEYS);
        if (fields == null) {
            return new TestConfig("", "", List.of(), Map.of());
        }
        String name = name(item, fields.require("name", "reports call the test by it"));
        Value writtenPipeline = fields.require("pipeline", "it says which pipeline the records run through");
        PipelineConfig pipeline = writtenPipeline == null ? null : pipeline(writtenPipeline);
        Value input = fields.require("input", "it lists the records to send");
        Value expect = fields.require("expect", "it lists the records that have to come out, by output");
        return new TestConfig(
                name,
                pipeline == null ? "" : pipeline.name(),
                input == null ? List.of() : steps(input, pipeline),
                expect == null ? Map.of() : outputs(expect, pipeline));
    }

    private String name(Value test, @Nullable Value value) {
        String name = value == null ? null : value.text("a sentence such as thinking is taken out");
        if (value == null || name == null) {
            return "";
        }
        if (name.isBlank()) {
            value.problem(name, value.quoted(name) + " is not allowed", "a sentence such as thinking is taken out");
        }
        String earlier = pathOfName.putIfAbsent(name, test.path());
        if (earlier != null) {
            value.problem(
                    name, value.quoted(name) + " is already the name of " + earlier + "; names have to differ", null);
        }
        return name;
    }

    private @Nullable PipelineConfig pipeline(Value value) {
        String name = value.text("the name of a pipeline");
        if (name == null) {
            return null;
        }
        for (PipelineConfig pipeline : pipelines) {
            if (pipeline.name().equals(name)) {
                return pipeline;
            }
        }
        List<String> names = pipelines.stream().map(PipelineConfig::name).toList();
        // A pipeline whose own name is wrong, or missing, may be the one that is meant.
        if (!names.isEmpty() && !names.contains("")) {
            value.problem(
                    name,
                    "there is no pipeline " + value.quoted(name) + Suggestion.clause(name, names),
                    "one of " + String.join(", ", names));
        }
        return null;
    }

    private List<TestStep> steps(Value input, @Nullable PipelineConfig pipeline) {
        List<TestStep> steps = new ArrayList<>();
        List<Value> items = input.items("a list with a record in each entry");
        for (Value item : items == null ? List.<Value>of() : items) {
            TestStep step = step(item, pipeline);
            if (step != null) {
                steps.add(step);
            }
        }
        if (items != null && items.isEmpty()) {
            input.problem(null, "the list is empty; a test sends at least one record", null);
        }
        return steps;
    }

    private @Nullable TestStep step(Value item, @Nullable PipelineConfig pipeline) {
        if (item.isScalar()) {
            String text = item.text(STEP);
            return text == null ? null : TestStep.Send.ofValue(text);
        }
        if (!item.isMap()) {
            item.wrongKind(STEP);
            return null;
        }
        Fields fields = item.fields(STEP_KEYS);
        if (fields == null) {
            return null;
        }
        Value advance = fields.get(ADVANCE.name());
        if (advance == null) {
            return send(fields, pipeline);
        }
        if (fields.all().size() > 1) {
            item.problem(null, "advance stands beside the keys of a record; begin an entry of its own for it", null);
        }
        Object ms = advance.option(ADVANCE);
        return ms == null ? null : new TestStep.Advance((Long) ms);
    }

    private TestStep send(Fields fields, @Nullable PipelineConfig pipeline) {
        Value value = fields.require("value", "a record has one, and one that deletes its key has null");
        Value timestamp = fields.get(TIMESTAMP.name());
        Value topic = fields.get("topic");
        Value headers = fields.get("headers");
        return new TestStep.Send(
                topic == null ? null : topic(topic, pipeline),
                text(fields.get("key"), TEXT),
                value == null
                        ? null
                        : value.isScalar() || value.isNothing() ? text(value, TEXT) : YamlJson.write(value),
                headers == null ? Map.of() : headers(headers),
                timestamp == null ? null : (Long) timestamp.option(TIMESTAMP));
    }

    private static @Nullable String text(@Nullable Value value, String expected) {
        return value == null || value.isNothing() ? null : value.text(expected);
    }

    private static Map<String, @Nullable String> headers(Value value) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        Fields fields = value.anyFields("a map of headers");
        if (fields != null) {
            fields.all().forEach((name, field) -> headers.put(name, text(field.value(), TEXT)));
        }
        return headers;
    }

    private @Nullable String topic(Value value, @Nullable PipelineConfig pipeline) {
        String topic = value.text("a topic that the pipeline reads");
        List<String> read = pipeline == null ? List.of() : pipeline.input().topics();
        if (topic != null && pipeline != null && sound && !read.contains(topic)) {
            value.problem(
                    topic,
                    "pipeline " + pipeline.name() + " does not read the topic " + value.quoted(topic)
                            + Suggestion.clause(topic, read),
                    "one of " + String.join(", ", read));
        }
        return topic;
    }

    private Map<OutputName, List<ExpectedRecord>> outputs(Value expect, @Nullable PipelineConfig pipeline) {
        Map<OutputName, List<ExpectedRecord>> expected = new EnumMap<>(OutputName.class);
        Fields fields = expect.fields(OutputName.allWritten());
        if (fields == null) {
            return expected;
        }
        for (OutputName output : OutputName.values()) {
            Value records = fields.get(output.written());
            if (records != null) {
                expected.put(output, records(records, output));
                if (pipeline != null && sound && output.topic(pipeline.outputs()) == null) {
                    records.problem(
                            null,
                            "pipeline " + pipeline.name() + " has no topic for this, so nothing can come out there",
                            "an output that it has, or give it outputs." + output.written());
                }
            }
        }
        if (fields.all().isEmpty()) {
            expect.problem(
                    null,
                    "nothing is expected, so the test could not fail",
                    "one of " + String.join(", ", OutputName.allWritten()) + "; an empty list [] is for none");
        }
        return expected;
    }

    private static List<ExpectedRecord> records(Value value, OutputName output) {
        List<ExpectedRecord> records = new ArrayList<>();
        List<Value> items = value.items("a list with a record in each entry, or [] for none");
        for (Value item : items == null ? List.<Value>of() : items) {
            ExpectedRecord record = record(item, output);
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private static @Nullable ExpectedRecord record(Value item, OutputName output) {
        if (item.isScalar()) {
            Expectation text = expectation(item);
            return text == null ? null : ExpectedRecord.ofValue(text);
        }
        if (!item.isMap()) {
            item.wrongKind(EXPECTED);
            return null;
        }
        if (output == OutputName.ALERTS) {
            // An alert is nothing but JSON, and it has a member of its own that is called key.
            return ExpectedRecord.ofValue(new Expectation.Json(YamlJson.write(item)));
        }
        Fields fields = item.fields(EXPECTED_KEYS);
        if (fields == null) {
            return null;
        }
        if (fields.all().isEmpty()) {
            item.problem(null, "an empty map is written here", EXPECTED);
        }
        Value value = fields.get("value");
        Value key = fields.get("key");
        Value headers = fields.get("headers");
        return new ExpectedRecord(
                value == null ? null : value.isMap() || value.isList() ? json(value) : expectation(value),
                key == null ? null : expectation(key),
                headers == null ? Map.of() : expectedHeaders(headers));
    }

    private static Expectation json(Value value) {
        return new Expectation.Json(YamlJson.write(value));
    }

    private static @Nullable Expectation expectation(Value value) {
        if (value.isNothing()) {
            return new Expectation.Nothing();
        }
        String text = value.text(TEXT);
        return text == null ? null : new Expectation.Text(text);
    }

    private static Map<String, Expectation> expectedHeaders(Value value) {
        Map<String, Expectation> headers = new LinkedHashMap<>();
        Fields fields = value.anyFields("a map of headers");
        if (fields != null) {
            fields.all().forEach((name, field) -> {
                Expectation expectation = expectation(field.value());
                if (expectation != null) {
                    headers.put(name, expectation);
                }
            });
        }
        return headers;
    }
}
