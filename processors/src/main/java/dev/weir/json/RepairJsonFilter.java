package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repairs a text as it comes: decides what it is, runs the automaton, and keeps the bytes still undecided. */
final class RepairJsonFilter implements Filter {

    private static final int DECIDING = 0;
    private static final int PROSE = 1;
    private static final int SEARCHING = 2;
    private static final int IN_JSON = 3;
    private static final int REFUSED = 4;
    private static final int ESCAPED = 5;
    private static final byte[] NOTHING = {};
    /** So many undecided bytes are read again with every piece; more of them only once an eighth has come in addition. */
    private static final int PATIENCE_BYTES = 512;

    private final Settings settings;
    private final Progress.Reading reading;
    private final JsonGate gate;
    private final Emitter emitter;
    private final @Nullable SchemaWalk schema;
    private final @Nullable SchemaFit word;
    private final @Nullable BareDocument bare;
    private final JsonText json;
    private final ProseScan prose;
    private @Nullable EscapedText escaped;

    private int mode;
    private byte[] pending = {};
    private int pendingSize;
    /** How many undecided bytes there have to be before they are read again. */
    private int worthReading;

    private long consumed;
    private boolean ended;

    /** Repairs a stream. */
    RepairJsonFilter(Settings settings) {
        this(settings, Progress.Reading.STREAM);
    }

    /**
     * @param reading what is known of the text; all of it comes in one piece unless it is a stream
     */
    RepairJsonFilter(Settings settings, Progress.Reading reading) {
        this.settings = settings;
        this.reading = reading;
        boolean inProse = settings.scope() == Settings.Scope.FENCED || settings.scope() == Settings.Scope.EMBEDDED;
        gate = new JsonGate(settings.scope() == Settings.Scope.WHOLE);
        word = SchemaFit.of(settings, gate.view());
        emitter = new Emitter(settings.rules());
        bare = BareDocument.of(gate.view(), emitter);
        schema = settings.schema() == null ? null : new SchemaWalk(settings.schema(), emitter);
        json = new JsonText(settings, inProse, reading, emitter, schema);
        prose = new ProseScan(settings, gate, emitter);
        mode = inProse ? SEARCHING : DECIDING;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        int from = offset;
        int to = offset + length;
        if (pendingSize + length < worthReading) {
            appendPending(text, from, length);
            return;
        }
        while (pendingSize > 0 && from < to) {
            // Undecided bytes go on with a bounded part of the piece, until the rest can be read where it lies.
            int before = pendingSize;
            int part = Math.min(to - from, 2 * Math.max(settings.lookAhead(), JsonGate.LOOK_AHEAD_BYTES));
            appendPending(text, from, part);
            int taken = process(pending, 0, pendingSize, false, output);
            if (taken >= before) {
                from += taken - before;
                pendingSize = 0;
            } else {
                from += part;
                pendingSize -= taken;
                System.arraycopy(pending, taken, pending, 0, pendingSize);
            }
        }
        if (from < to) {
            int taken = process(text, from, to, false, output);
            appendPending(text, taken, to - taken);
        }
        worthReading = pendingSize <= PATIENCE_BYTES ? 0 : pendingSize + (pendingSize >> 3);
    }

    @Override
    public void finish(FilterOutput output) {
        int size = pendingSize;
        process(pending, 0, size, true, output);
        pendingSize = 0;
        ended = true;
        if (escaped != null) {
            escaped.finish(output);
            return;
        }
        begin(pending, output);
        try {
            if (mode == IN_JSON) {
                json.complete(consumed, true);
            } else if (mode == SEARCHING && prose.misses()) {
                throw new Refusal("no JSON found", consumed);
            }
            emitter.end();
            if (schema != null) {
                schema.finish();
            }
        } catch (Refusal refusal) {
            refuse(refusal, pending, 0, 0, output);
        }
    }

    private void begin(byte[] in, FilterOutput output) {
        emitter.begin(in, schema == null ? output : schema.over(output));
    }

    /** Takes bytes and returns the first that is still undecided. */
    private int process(byte[] in, int from, int to, boolean last, FilterOutput output) {
        if (mode == REFUSED) {
            return to;
        }
        if (mode == PROSE) {
            pass(in, from, to, output);
            return to;
        }
        if (escaped != null) {
            escaped.accept(in, from, to, output);
            return to;
        }
        begin(in, output);
        long base = consumed - from;
        int p = from;
        try {
            p = steps(in, from, to, last, base);
            emitter.end();
        } catch (Refusal refusal) {
            refuse(refusal, in, from, to, output);
            p = to;
        }
        consumed = base + p;
        if (mode == PROSE) {
            pass(in, p, to, output);
            p = to;
        } else if (escaped != null) {
            escaped.accept(in, p, to, output);
            p = to;
        }
        return p;
    }

    private int steps(byte[] in, int from, int to, boolean last, long base) {
        int p = from;
        while (p < to && mode != PROSE && mode != ESCAPED) {
            int next;
            if (mode == IN_JSON) {
                next = json.run(in, p, to, last, base);
                if (mode == IN_JSON && json.endsBeforeText()) {
                    mode = SEARCHING;
                } else {
                    return next;
                }
            } else {
                gate.over(in, to, last);
                int before = mode;
                next = mode == SEARCHING ? search(in, p, to, base) : decide(in, p, to, base);
                gate.over(NOTHING, 0, false);
                if (mode == before) {
                    return next;
                }
            }
            p = next;
            emitter.decide(p);
        }
        return p;
    }

    private void pass(byte[] in, int from, int to, FilterOutput output) {
        if (from < to) {
            output.text(in, from, to - from);
        }
    }

    private int search(byte[] in, int from, int to, long base) {
        int p = prose.run(in, from, to, base);
        if (prose.found == JsonGate.ESCAPED) {
            unescape(Rule.ESCAPED, base + p);
        } else if (prose.found != JsonGate.PROSE) {
            mode = IN_JSON;
            json.begin(prose.fenced(), base + p);
        }
        return p;
    }

    private int decide(byte[] in, int from, int to, long base) {
        int p = from;
        while (p < to && Characters.isSpace(in[p])) {
            p++;
        }
        emitter.keep(from, p);
        if (p == to) {
            return p;
        }
        boolean anyText = settings.scope() == Settings.Scope.AUTO;
        int verdict = anyText ? gate.judge(p) : gate.judgeStart(p);
        if (verdict == JsonGate.PROSE && word != null && word.isWordAt(gate.begin)) {
            verdict = JsonGate.JSON;
        }
        if (bare != null && !anyText) {
            verdict = bare.judge(gate.begin, verdict);
        }
        switch (verdict) {
            case JsonGate.MORE -> {
                return p;
            }
            case JsonGate.PROSE -> {
                mode = anyText ? PROSE : SEARCHING;
                return p;
            }
            case JsonGate.ESCAPED -> {
                unescape(Rule.ESCAPED, base + p);
                return p;
            }
            case JsonGate.STRINGIFIED -> {
                unescape(Rule.STRINGIFIED, base + p);
                return gate.begin + 1;
            }
            case JsonGate.TEXT -> emitter.report(Rule.BARE_TEXT, base + p);
            case JsonGate.LIST -> emitter.report(Rule.BARE_LIST, base + p);
            case JsonGate.FENCE -> emitter.report(Rule.CODE_FENCE, base + p);
            case JsonGate.MEMBERS -> emitter.report(Rule.MISSING_OPENER, base + p);
            default -> {
                if (gate.begin > p) {
                    emitter.report(Rule.BYTE_ORDER_MARK, base + p);
                }
            }
        }
        mode = IN_JSON;
        json.begin(verdict == JsonGate.FENCE, base + p);
        if (verdict == JsonGate.MEMBERS) {
            json.openMissingObject();
        } else if (verdict == JsonGate.LIST) {
            json.openMissingArray();
        } else if (verdict == JsonGate.TEXT) {
            BareDocument.emitText(in, gate.begin, to, emitter);
            json.passedValue();
            return to;
        }
        return gate.begin;
    }

    private void unescape(Rule rule, long inputOffset) {
        emitter.report(rule, inputOffset);
        mode = ESCAPED;
        escaped = new EscapedText(new RepairJsonFilter(settings, reading), rule == Rule.STRINGIFIED);
    }

    /** Refuses what cannot be mended from there on; what has been sent is completed. */
    private void refuse(Refusal refusal, byte[] in, int from, int to, FilterOutput output) {
        // What is told of the text before comes first.
        emitter.settle();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reason", refusal.reason());
        output.flag(RepairJson.REFUSED_FLAG);
        output.alert(new Alert("json", RepairJson.REFUSED, refusal.offset(), details));
        mode = settings.passesUnmendable() ? PROSE : REFUSED;
        if (schema != null) {
            schema.giveUp();
        }
        int decided = emitter.decidedTo(from);
        if (settings.passesUnmendable()) {
            emitter.release();
        } else {
            json.complete(refusal.offset(), false);
        }
        emitter.end();
        if (settings.passesUnmendable()) {
            pass(in, decided, to, output);
        }
    }

    /** Where the text was cut off, if it was and is known. */
    @Nullable
    Layout cutOff() {
        return escaped == null ? json.cutOff() : null;
    }

    private void appendPending(byte[] text, int from, int length) {
        if (pending.length - pendingSize < length) {
            pending = Arrays.copyOf(pending, Math.max(Math.max(64, 2 * pending.length), pendingSize + length));
        }
        System.arraycopy(text, from, pending, pendingSize, length);
        pendingSize += length;
    }

    /** How many bytes were looked at ahead so far, for tests. */
    long readAhead() {
        return json.readAhead();
    }

    @Override
    public int heldBackBytes() {
        if (ended) {
            return 0;
        }
        return escaped != null ? escaped.heldBackBytes() : emitter.heldLength() + pendingSize;
    }

    @Override
    public boolean owesText() {
        return heldBackBytes() > 0
                || (escaped != null && escaped.inner().owesText())
                || (mode == IN_JSON && json.owesText());
    }

    @Override
    public void save(StateWriter state) {
        state.writeByte(mode);
        state.writeLong(consumed);
        state.writeBytes(pending, 0, pendingSize);
        if (escaped != null) {
            escaped.save(state);
        } else if (mode != PROSE && mode != REFUSED) {
            emitter.save(state);
            prose.save(state);
            json.save(state);
            if (schema != null) {
                schema.save(state);
            } else {
                SchemaWalk.saveNone(state);
            }
        }
    }

    @Override
    public void restore(StateReader state) {
        mode = state.readByte();
        if (mode > ESCAPED) {
            throw new MalformedStateException("state has mode " + mode + " where 0 to 5 was expected");
        }
        consumed = state.readLong();
        pending = state.readBytes();
        pendingSize = pending.length;
        if (mode == ESCAPED) {
            escaped = new EscapedText(new RepairJsonFilter(settings, reading), false);
            escaped.restore(state);
        } else if (mode != PROSE && mode != REFUSED) {
            emitter.restore(state);
            prose.restore(state);
            json.restore(state);
            if (schema != null) {
                schema.restore(state);
            } else {
                state.readBytes();
            }
        }
    }
}
