package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.json.schema.SchemaGuide;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads along as documents go out: keeps the place in the schema, and judges each document at its end.
 *
 * <p>It looks only at what is sent, which is valid JSON and never taken back, so that it needs to know nothing of
 * repairs. A document is kept until it is judged; one that is longer than may be kept is not judged, and an alert says so.
 */
final class SchemaWalk implements FilterOutput {

    private final JsonSchema schema;
    private final Emitter emitter;
    private final SchemaPath path;
    private @Nullable FilterOutput output;

    private long beginsAt;
    private byte[] kept = {};
    private int keptSize;
    private boolean tooLong;

    SchemaWalk(JsonSchema schema, Emitter emitter) {
        this.schema = schema;
        this.emitter = emitter;
        path = new SchemaPath(schema.guide());
    }

    /** Hands on to this output from now on. */
    SchemaWalk over(FilterOutput to) {
        output = to;
        return this;
    }

    /** Begins a document; what is decided belongs to what was before. */
    void begin(long inputOffset) {
        emitter.settle();
        finish();
        path.begin();
        beginsAt = inputOffset;
        keptSize = 0;
        tooLong = false;
    }

    SchemaGuide guide() {
        return schema.guide();
    }

    /** The node of the value that comes next. */
    int place() {
        emitter.settle();
        return path.place();
    }

    /** Whether the object at hand, whose opening brace may still be held back, declares the key. */
    boolean knows(byte[] text, int from, int to) {
        emitter.settle();
        return guide().knows(emitter.holdsBrace() ? path.place() : path.object(), text, from, to);
    }

    /** Ends a document that only the end of the text ends. */
    void finish() {
        if (path.inside()) {
            path.end();
            judge(sink());
        }
    }

    /** Leaves the document at hand without a judgement: it was given up. */
    void giveUp() {
        emitter.settle();
        path.end();
    }

    private FilterOutput sink() {
        FilterOutput to = output;
        if (to == null) {
            throw new IllegalStateException("no piece begun");
        }
        return to;
    }

    @Override
    public void text(byte[] text, int offset, int length) {
        FilterOutput to = sink();
        boolean inside = path.inside();
        if (inside) {
            keep(text, offset, path.read(text, offset, offset + length) - offset);
        }
        to.text(text, offset, length);
        if (inside && !path.inside()) {
            judge(to);
        }
    }

    private void keep(byte[] text, int offset, int length) {
        tooLong |= length > schema.keptBytes() - keptSize;
        if (tooLong) {
            kept = new byte[0];
            keptSize = 0;
            return;
        }
        if (kept.length - keptSize < length) {
            kept = Arrays.copyOf(kept, Math.max(keptSize + length, Math.min(kept.length * 2, schema.keptBytes())));
        }
        System.arraycopy(text, offset, kept, keptSize, length);
        keptSize += length;
    }

    private void judge(FilterOutput to) {
        if (tooLong) {
            to.alert(new Alert("json", "unjudged", beginsAt, Map.of("reason", "longer than schema-limit")));
        } else {
            judgeKept(to);
        }
        keptSize = 0;
    }

    private void judgeKept(FilterOutput to) {
        schema.check().violation(kept, 0, keptSize).ifPresent(violation -> {
            to.flag(RepairJson.INVALID_FLAG);
            to.alert(new Alert(
                    "json", RepairJson.INVALID, beginsAt, Map.of("reason", "does not fit the schema, " + violation)));
        });
    }

    @Override
    public void thinking(byte[] text, int offset, int length) {
        sink().thinking(text, offset, length);
    }

    @Override
    public void flag(String flag) {
        sink().flag(flag);
    }

    @Override
    public void alert(Alert alert) {
        sink().alert(alert);
    }

    @Override
    public void report(Report report) {
        sink().report(report);
    }

    void save(StateWriter out) {
        StateWriter own = new StateWriter();
        own.writeInt(schema.guide().fingerprint());
        path.save(own);
        own.writeLong(beginsAt);
        own.writeBoolean(tooLong);
        own.writeBytes(kept, 0, keptSize);
        out.writeBytes(own.toByteArray());
    }

    /** Goes on where another was; with another schema the document at hand is neither guided nor judged. */
    void restore(StateReader in) {
        byte[] saved = in.readBytes();
        StateReader own = new StateReader(saved);
        if (saved.length == 0 || own.readInt() != schema.guide().fingerprint()) {
            return;
        }
        path.restore(own);
        beginsAt = own.readLong();
        tooLong = own.readBoolean();
        kept = own.readBytes();
        keptSize = kept.length;
    }

    /** What is saved where there is no schema. */
    static void saveNone(StateWriter out) {
        out.writeInt(0);
    }
}
