package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.config.ConfigResult;
import dev.weir.config.DefaultPipelines;
import dev.weir.config.PipelineConfig;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.PipelineKind;
import dev.weir.processor.PipelineMetrics;
import dev.weir.topology.FilterTypes;
import dev.weir.topology.PipelineTopology;
import dev.weir.topology.StreamsSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The pipeline of detect-loops with its default options, without a broker: each turn is a whole response, each
 * conversation a record key.
 */
final class TurnPipeline implements ConversationReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path stateDirectory;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> clean;
    private final TestOutputTopic<byte[], byte[]> dead;
    private int passed;
    private int refused;
    private long responses;
    private long conversations;

    TurnPipeline() throws IOException {
        PipelineConfig pipeline = pipeline();
        stateDirectory = Files.createTempDirectory("weir-loops-");
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(pipeline));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.putIfAbsent(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(PipelineTopology.build(pipeline, PipelineMetrics.NONE), properties);
        input = driver.createInputTopic(
                pipeline.input().topics().get(0), new ByteArraySerializer(), new ByteArraySerializer());
        alerts = output(Objects.requireNonNull(pipeline.outputs().alerts(), "a topic for alerts"));
        clean = output(Objects.requireNonNull(pipeline.outputs().clean(), "a topic for clean records"));
        dead = output(Objects.requireNonNull(pipeline.outputs().dead(), "a topic for dead letters"));
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static PipelineConfig pipeline() {
        DefaultPipelines pipelines =
                new DefaultPipelines(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()));
        ConfigResult result = pipelines.build("detect-loops", PipelineKind.LLM, "openai");
        return ((ConfigResult.Valid) result).config().pipelines().get(0);
    }

    @Override
    public String label() {
        return "weir";
    }

    @Override
    public List<Alarm> read(Conversation conversation) {
        byte[] key = ("conversation-" + conversations++).getBytes(UTF_8);
        List<Alarm> alarms = new ArrayList<>();
        passed = 0;
        refused = 0;
        for (int i = 0; i < conversation.turns().size(); i++) {
            input.pipeInput(key, response(conversation.turns().get(i)));
            while (!alerts.isEmpty()) {
                hear(alerts.readValue(), i + 1L, alarms);
            }
            passed += clean.readRecordsToList().size();
            refused += dead.readRecordsToList().size();
        }
        return alarms;
    }

    /** How many responses of the last conversation came out clean. */
    int passed() {
        return passed;
    }

    /** How many responses of the last conversation became dead letters. */
    int refused() {
        return refused;
    }

    private static void hear(byte[] alert, long turns, List<Alarm> alarms) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(alert)) {
            while (parser.nextToken() != null) {
                String name = parser.currentName();
                if (name != null && parser.currentToken() != JsonToken.FIELD_NAME) {
                    members.put(name, parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String kind = members.getOrDefault("kind", "");
        WeirDetector.AlertReading reading = new WeirDetector.AlertReading(kind, members);
        if (reading.isAlarm()) {
            alarms.add(
                    new Alarm(kind, reading.level(), Alarm.UNKNOWN_START, reading.period(), reading.repeats(), turns));
        }
    }

    private byte[] response(Turn turn) {
        String id = "r" + responses++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", "chatcmpl-" + id);
            json.writeStringField("object", "chat.completion");
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("message");
            json.writeStringField("role", "assistant");
            if (turn.isToolCall()) {
                json.writeNullField("content");
                writeCall(json, turn, id);
            } else {
                json.writeStringField("content", turn.text());
            }
            json.writeEndObject();
            json.writeStringField("finish_reason", turn.isToolCall() ? "tool_calls" : "stop");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeCall(JsonGenerator json, Turn turn, String id) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeStringField("id", "call_" + id);
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", turn.tool());
        json.writeStringField("arguments", turn.text());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
