package dev.weir.live;

import dev.weir.dedup.Decision;
import dev.weir.dedup.Summary;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.processor.PipelineEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one pipeline, as the subscribers are told: alerts, storms of duplicates and dead letters, each at most
 * {@value #EVENTS_A_SECOND} times a second. What is more is only counted.
 */
final class LiveEvents implements PipelineEvents {

    static final int EVENTS_A_SECOND = 10;
    /** A window that held back fewer lines is no storm. */
    static final int STORM_LINES = 10;

    private static final String DEDUPLICATE = "deduplicate";

    private final String pipeline;
    private final LiveFeed feed;
    private final Taps taps;
    private final boolean shown;
    private final LongAdder alerts = new LongAdder();
    private final RateLimit alertLimit = new RateLimit(EVENTS_A_SECOND, System::nanoTime);
    private final RateLimit stormLimit = new RateLimit(EVENTS_A_SECOND, System::nanoTime);
    private final RateLimit deadLimit = new RateLimit(EVENTS_A_SECOND, System::nanoTime);

    LiveEvents(String pipeline, LiveFeed feed, Taps taps) {
        this.pipeline = pipeline;
        this.feed = feed;
        this.taps = taps;
        this.shown = feed.showsPayloads();
    }

    /** How many alerts there were. */
    long alerts() {
        return alerts.sum();
    }

    @Override
    public void alert(Alert alert, Channel channel, byte @Nullable [] key, String stream, long timeMs) {
        if (Boolean.TRUE.equals(alert.details().get("ended"))) {
            return; // the same one, told at its end with its final figures
        }
        alerts.increment();
        if (!alertLimit.tryPass()) {
            return;
        }
        String json = Json.object(out -> {
            out.writeNumberField("time", timeMs);
            out.writeStringField("pipeline", pipeline);
            out.writeStringField("type", alert.type());
            out.writeStringField("kind", alert.kind());
            out.writeStringField("channel", channel.kind().name().toLowerCase(Locale.ROOT));
            out.writeNumberField("offset", alert.offset());
            for (Map.Entry<String, Object> detail : alert.details().entrySet()) {
                if (detail.getValue() instanceof Number number) {
                    out.writeNumberField(detail.getKey(), number.longValue());
                } else if (detail.getValue() instanceof Boolean bool) {
                    out.writeBooleanField(detail.getKey(), bool);
                } else if (shown || detail.getKey().equals("level")) {
                    out.writeStringField(detail.getKey(), detail.getValue().toString());
                }
            }
            if (shown) {
                out.writeStringField("key", key == null ? "" : new String(key, StandardCharsets.UTF_8));
                out.writeStringField("stream", stream);
            }
        });
        feed.event(List.of("alert", new Object()), new Message.Ready("alert", json));
    }

    @Override
    public void summary(Summary summary) {
        if (summary.suppressed() < STORM_LINES || !stormLimit.tryPass()) {
            return;
        }
        List<Object> about = List.of("storm", pipeline, summary.fingerprint(), summary.firstTimeMs());
        String json = Json.object(out -> {
            out.writeNumberField("time", summary.lastTimeMs());
            out.writeStringField("pipeline", pipeline);
            out.writeStringField("id", Integer.toHexString(about.hashCode()));
            out.writeNumberField("first", summary.firstTimeMs());
            out.writeNumberField("passed", summary.passed());
            out.writeNumberField("suppressed", summary.suppressed());
            out.writeStringField("reason", summary.reason().label());
            out.writeStringField("template", shown ? summary.template() : Masked.of(summary.template()));
        });
        feed.event(about, new Message.Ready("storm", json));
    }

    @Override
    public void dead(RecordMetadata source, int valueBytes, String reason, String stage, String message) {
        if (!deadLimit.tryPass()) {
            return;
        }
        String json = Json.object(out -> {
            out.writeNumberField("time", System.currentTimeMillis());
            out.writeStringField("pipeline", pipeline);
            out.writeStringField("reason", reason);
            out.writeStringField("stage", stage);
            out.writeStringField("topic", source.topic());
            out.writeNumberField("partition", source.partition());
            out.writeNumberField("offset", source.offset());
            out.writeNumberField("bytes", valueBytes);
            if (shown) {
                out.writeStringField("message", message);
            }
        });
        feed.event(List.of("dead", new Object()), new Message.Ready("dead", json));
    }

    @Override
    public void decided(byte @Nullable [] key, byte[] text, int offset, int length, Decision decision) {
        if (feed.isWatched()) {
            taps.decided(DEDUPLICATE, text, offset, length, decision);
        }
    }
}
