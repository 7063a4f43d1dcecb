package dev.weir.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.config.FilterConfig;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the pipelines are made of, for those who draw them: topics and filters. It never changes while they run. */
final class Outline {

    private Outline() {}

    static Message of(List<PipelineConfig> pipelines, boolean showsPayloads) {
        String outline = Json.object(json -> {
            json.writeBooleanField("payloads", showsPayloads);
            json.writeArrayFieldStart("pipelines");
            for (PipelineConfig pipeline : pipelines) {
                write(json, pipeline);
            }
            json.writeEndArray();
        });
        return new Message.Ready("pipelines", outline);
    }

    private static void write(JsonGenerator json, PipelineConfig pipeline) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", pipeline.name());
        json.writeStringField("kind", pipeline.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("guarantee", pipeline.guarantee().written());
        json.writeStringField("format", pipeline.input().format());
        json.writeArrayFieldStart("inputs");
        for (String topic : pipeline.input().topics()) {
            json.writeString(topic);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("filters");
        for (FilterConfig filter : pipeline.filters()) {
            json.writeStartObject();
            json.writeStringField("name", filter.type().name());
            json.writeStringField("description", filter.type().description());
            json.writeEndObject();
        }
        json.writeEndArray();
        OutputsConfig outputs = pipeline.outputs();
        json.writeObjectFieldStart("outputs");
        output(json, "clean", outputs.clean());
        output(json, "thinking", outputs.thinking());
        output(json, "alerts", outputs.alerts());
        output(json, "duplicates", outputs.duplicates());
        output(json, "dead", outputs.dead());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void output(JsonGenerator json, String name, @Nullable String topic) throws IOException {
        if (topic != null) {
            json.writeStringField(name, topic);
        }
    }
}
