package dev.weir.live;

import dev.weir.explain.TextDifference;
import dev.weir.filter.Channel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text before and after a filter. Compared and written only when a subscriber gets round to it. */
final class Sample implements Message {

    private final String pipeline;
    private final String filter;
    private final Channel channel;
    private final byte[] before;
    private final long bytesBefore;
    private final byte[] after;
    private final long bytesAfter;
    private final List<String> kinds;
    private final @Nullable String fate;
    private final boolean changed;
    private final boolean shown;
    private final long timeMs = System.currentTimeMillis();
    private @Nullable String json;

    /**
     * @param before the beginning of the text, with no more than {@link Tap#MAX_BYTES} bytes
     * @param bytesBefore how long the text is as a whole
     * @param kinds which rules changed it, or what was decided
     * @param fate one word for why nothing of it goes on; null if it does
     * @param shown whether the text may be seen, or only its shape
     */
    Sample(
            String pipeline,
            String filter,
            Channel channel,
            byte[] before,
            long bytesBefore,
            byte[] after,
            long bytesAfter,
            List<String> kinds,
            @Nullable String fate,
            boolean changed,
            boolean shown) {
        this.pipeline = pipeline;
        this.filter = filter;
        this.channel = channel;
        this.before = before;
        this.bytesBefore = bytesBefore;
        this.after = after;
        this.bytesAfter = bytesAfter;
        this.kinds = kinds;
        this.fate = fate;
        this.changed = changed;
        this.shown = shown;
    }

    boolean isOf(Interest interest) {
        return interest.includes(pipeline, filter) && (changed || !interest.changedOnly());
    }

    @Override
    public String event() {
        return "sample";
    }

    @Override
    public synchronized String json() {
        String written = json;
        if (written == null) {
            written = write();
            json = written;
        }
        return written;
    }

    private String write() {
        boolean cut = bytesBefore > before.length || bytesAfter > after.length;
        return Json.object(out -> {
            out.writeNumberField("time", timeMs);
            out.writeStringField("pipeline", pipeline);
            out.writeStringField("filter", filter);
            out.writeStringField("channel", channel.kind().name().toLowerCase(Locale.ROOT));
            if (channel.kind() == Channel.Kind.ARGUMENTS) {
                out.writeNumberField("call", channel.index());
            }
            out.writeNumberField("bytesBefore", bytesBefore);
            out.writeNumberField("bytesAfter", bytesAfter);
            out.writeBooleanField("changed", changed);
            out.writeBooleanField("cut", cut);
            out.writeBooleanField("masked", !shown);
            if (fate != null) {
                out.writeStringField("fate", fate);
            }
            out.writeArrayFieldStart("kinds");
            for (String kind : kinds) {
                out.writeString(kind);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("parts");
            for (TextDifference.Part part : TextDifference.between(before, after, cut && fate == null)) {
                out.writeStartArray();
                out.writeString(sign(part.kind()));
                out.writeString(shown ? part.text() : Masked.of(part.text()));
                out.writeEndArray();
            }
            out.writeEndArray();
        });
    }

    private static String sign(TextDifference.Kind kind) {
        return switch (kind) {
            case SAME -> "=";
            case REMOVED -> "-";
            case ADDED -> "+";
        };
    }
}
