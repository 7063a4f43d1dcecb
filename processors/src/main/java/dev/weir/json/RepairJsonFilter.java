package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.RefusedException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repairs one channel of one stream: decides what it is, runs the automaton, and keeps the bytes still undecided. */
final class RepairJsonFilter implements Filter {

    private static final int DECIDING = 0;
    private static final int PROSE = 1;
    private static final int SKIPPING = 2;
    private static final int IN_JSON = 3;
    private static final int REFUSED = 4;
    private static final byte[] NOTHING = {};

    private final boolean anyText;
    private final int lookAhead;
    private final JsonGate gate = new JsonGate();
    private final Emitter emitter = new Emitter();
    private final JsonText json;
    private final @Nullable WholeDocument document;

    private int mode = DECIDING;
    private byte[] pending = {};
    private int pendingSize;
    private long consumed;
    private boolean ended;

    /**
     * @param anyText whether the text may be prose, which then passes
     * @param wholeDocument whether the stream can still be refused
     */
    RepairJsonFilter(boolean anyText, int maxDepth, int lookAhead, boolean wholeDocument) {
        this.anyText = anyText;
        this.lookAhead = Math.max(lookAhead, JsonGate.LOOK_AHEAD_BYTES);
        this.json = new JsonText(maxDepth, lookAhead, emitter);
        this.document = wholeDocument ? new WholeDocument() : null;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        int from = offset;
        int to = offset + length;
        while (pendingSize > 0 && from < to) {
            // Undecided bytes go on with a bounded part of the piece, until the rest can be read where it lies.
            int before = pendingSize;
            int part = Math.min(to - from, 2 * lookAhead);
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
    }

    @Override
    public void finish(FilterOutput output) {
        int size = pendingSize;
        process(pending, 0, size, true, output);
        pendingSize = 0;
        FilterOutput sink = document != null ? document : output;
        emitter.begin(pending, sink);
        if (mode == IN_JSON) {
            json.complete(consumed, true);
        } else if (mode == SKIPPING) {
            refuse(new Refusal("no JSON found", consumed), output);
        }
        emitter.end();
        if (document != null) {
            document.release(output);
        }
        ended = true;
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
        emitter.begin(in, document != null ? document : output);
        long base = consumed - from;
        int p = from;
        try {
            if (mode != IN_JSON) {
                p = decide(in, from, to, last, base);
                gate.over(NOTHING, 0, false);
            }
            if (mode == IN_JSON && p < to) {
                p = json.run(in, p, to, last, base);
            }
        } catch (Refusal refusal) {
            refuse(refusal, output);
            p = to;
        }
        emitter.end();
        consumed = base + p;
        if (mode == PROSE) {
            if (document != null) {
                document.release(output);
            }
            pass(in, p, to, output);
            p = to;
        }
        return p;
    }

    private void pass(byte[] in, int from, int to, FilterOutput output) {
        if (from < to) {
            output.text(in, from, to - from);
        }
    }

    private int decide(byte[] in, int from, int to, boolean last, long base) {
        gate.over(in, to, last);
        int p = from;
        while (p < to) {
            byte b = in[p];
            if (mode == DECIDING && Characters.isSpace(b)) {
                emitter.keep(p, p + 1);
                p++;
                continue;
            }
            if (mode == SKIPPING && b != '{' && b != '[' && b != '`') {
                p++;
                continue;
            }
            int verdict = mode == DECIDING && !anyText ? gate.judgeStart(p) : gate.judge(p);
            if (verdict == JsonGate.MORE) {
                return p;
            }
            if (verdict != JsonGate.PROSE) {
                return enter(p, verdict, base);
            }
            if (anyText) {
                mode = PROSE;
                return p;
            }
            if (mode == DECIDING) {
                emitter.report("leading-text", base + p);
                mode = SKIPPING;
            }
            p++;
        }
        return p;
    }

    private int enter(int p, int verdict, long base) {
        mode = IN_JSON;
        if (verdict == JsonGate.FENCE) {
            emitter.report("code-fence", base + p);
            json.enterFence();
        } else if (verdict == JsonGate.MEMBERS) {
            emitter.report("missing-opener", base + p);
            json.openMissingObject();
        } else if (gate.begin > p) {
            emitter.report("byte-order-mark", base + p);
        }
        return gate.begin;
    }

    private void refuse(Refusal refusal, FilterOutput output) {
        if (document != null) {
            throw new RefusedException(RepairJson.NAME, refusal.reason(), refusal.offset());
        }
        mode = REFUSED;
        json.complete(refusal.offset(), false);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reason", refusal.reason());
        output.flag("json-refused");
        output.alert(new Alert("json", "refused", refusal.offset(), details));
    }

    private void appendPending(byte[] text, int from, int length) {
        if (pending.length - pendingSize < length) {
            pending = Arrays.copyOf(pending, Math.max(64, pendingSize + length));
        }
        System.arraycopy(text, from, pending, pendingSize, length);
        pendingSize += length;
    }

    @Override
    public int heldBackBytes() {
        if (ended) {
            return 0;
        }
        long undecided = document != null && mode != PROSE && mode != REFUSED ? consumed : emitter.heldLength();
        return (int) Math.min(Integer.MAX_VALUE, undecided + pendingSize);
    }

    @Override
    public boolean owesText() {
        return heldBackBytes() > 0 || (mode == IN_JSON && json.owesText());
    }

    @Override
    public void save(StateWriter state) {
        state.writeByte(mode);
        state.writeLong(consumed);
        state.writeBytes(pending, 0, pendingSize);
        if (mode != PROSE && mode != REFUSED) {
            emitter.save(state);
            json.save(state);
            if (document != null) {
                document.save(state);
            }
        }
    }

    @Override
    public void restore(StateReader state) {
        mode = state.readByte();
        if (mode > REFUSED) {
            throw new MalformedStateException("state has mode " + mode + " where 0 to 4 was expected");
        }
        consumed = state.readLong();
        pending = state.readBytes();
        pendingSize = pending.length;
        if (mode != PROSE && mode != REFUSED) {
            emitter.restore(state);
            json.restore(state);
            if (document != null) {
                document.restore(state);
            }
        }
    }
}
