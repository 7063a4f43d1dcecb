package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The automaton between strings: containers, keys, values and what separates them; its parts are {@link Values}, {@link
 * Keys}, {@link Gaps}, {@link Closers} and {@link TopLevel}.
 *
 * <p>A step either takes at least one byte, or moves to a phase that does, or waits for more bytes; so the work is
 * linear in the input times the bounded look-ahead at doubtful places.
 */
final class JsonText {

    private static final int MORE = LookAhead.MORE;
    private static final byte[] NOTHING = {};

    private final Progress at;
    private final LookAhead ahead;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final Gaps gaps;
    private final Closers closers;
    private final Values values;
    private final Keys keys;
    private final TopLevel top;
    private final LongNumber longNumber;
    private final ValidRun validRun;
    private @Nullable Layout cutOff;

    private final boolean single;

    /**
     * @param single whether the text ends after one value, which is followed by something else
     * @param reading what is known of the text
     * @param schema reads along; null without a schema
     */
    JsonText(
            Settings settings, boolean single, Progress.Reading reading, Emitter emitter, @Nullable SchemaWalk schema) {
        this.single = single;
        at = new Progress(settings.maxDepth(), settings.lookAhead(), reading, emitter, schema);
        this.emitter = emitter;
        ahead = at.ahead;
        stack = at.stack;
        longNumber = new LongNumber(emitter);
        validRun = new ValidRun(at);
        gaps = new Gaps(at);
        closers = new Closers(at);
        values = new Values(at, gaps, closers, longNumber);
        keys = new Keys(at, gaps, closers, values);
        top = new TopLevel(ahead, emitter);
    }

    /** Begins a value at {@code inputOffset}; a code fence around it ends it. */
    void begin(boolean inFence, long inputOffset) {
        at.fenced = inFence;
        beginDocument(inputOffset);
    }

    private void beginDocument(long inputOffset) {
        at.phase = Progress.BEFORE_VALUE;
        if (at.schema != null) {
            at.schema.begin(inputOffset);
        }
    }

    private boolean ended() {
        return at.phase == Progress.AFTER_VALUE && stack.depth() == 0 && gaps.comment == Comments.NONE;
    }

    /** Begins in an object whose opening brace the text lacks. */
    void openMissingObject() {
        at.push(ContainerStack.OBJECT, 0);
        emitter.insert('{');
        at.phase = Progress.BEFORE_KEY;
    }

    /** Begins in an array whose opening bracket the text lacks. */
    void openMissingArray() {
        at.push(ContainerStack.ARRAY, 0);
        emitter.insert('[');
    }

    /** Notes that the value has been sent. */
    void passedValue() {
        at.phase = Progress.AFTER_VALUE;
    }

    /** Where the text was cut off and what was open there, if it was and the text is read as a whole. */
    @Nullable
    Layout cutOff() {
        return cutOff;
    }

    /** Whether the value is complete and something else follows. */
    boolean endsBeforeText() {
        return single && ended();
    }

    /** Whether the text could not end here without something made up. */
    boolean owesText() {
        return stack.depth() > 0 || at.phase == Progress.IN_STRING || emitter.holding();
    }

    /** How many bytes were looked at ahead so far. */
    long readAhead() {
        return ahead.read();
    }

    /**
     * Takes bytes.
     *
     * @param inputOffset the offset of index 0 in the text
     * @param isLast whether no byte comes after {@code upTo}
     * @return the first byte that is still undecided
     * @throws Refusal for what cannot be mended
     */
    int run(byte[] bytes, int from, int upTo, boolean isLast, long inputOffset) {
        at.in = bytes;
        at.to = upTo;
        at.last = isLast;
        at.base = inputOffset;
        at.string.base = inputOffset;
        top.base = inputOffset;
        ahead.over(bytes, upTo, isLast);
        int p = from;
        while (p < upTo && !endsBeforeText()) {
            if (isBetweenValues()) {
                p = validRun.run(p);
                if (p == upTo || endsBeforeText()) {
                    break;
                }
            }
            int next = gaps.comment != Comments.NONE ? gaps.inComment(p) : step(p);
            if (next == MORE) {
                break;
            }
            p = next;
            emitter.decide(p);
        }
        at.in = NOTHING;
        ahead.over(NOTHING, 0, false);
        return p;
    }

    private boolean isBetweenValues() {
        if (at.careful) {
            return false;
        }
        boolean phase = stack.depth() > 0 ? at.phase == Progress.AFTER_VALUE : at.phase == Progress.BEFORE_VALUE;
        return phase && gaps.comment == Comments.NONE && !emitter.holding();
    }

    private int step(int p) {
        switch (at.phase) {
            case Progress.BEFORE_VALUE -> {
                return values.step(p);
            }
            case Progress.AFTER_VALUE -> {
                return stack.depth() == 0 ? afterDocument(p) : afterValue(p);
            }
            case Progress.BEFORE_KEY -> {
                return keys.beforeKey(p);
            }
            case Progress.AFTER_KEY -> {
                return keys.afterKey(p);
            }
            case Progress.IN_STRING -> {
                return inString(p);
            }
            default -> {
                int next = longNumber.step(at.in, p, at.to, at.base);
                if (longNumber.ended()) {
                    at.phase = Progress.AFTER_VALUE;
                }
                return next;
            }
        }
    }

    private int inString(int p) {
        int next = at.string.step(at.in, p, at.to, at.last);
        letGoOfLongKey();
        if (at.string.closed()) {
            at.phase = at.string.isKey() ? Progress.AFTER_KEY : Progress.AFTER_VALUE;
            return next;
        }
        return next == at.to ? next : next == p ? MORE : next;
    }

    /** A key that is too long to wait for its end is sent, and completed should the text end within it. */
    private void letGoOfLongKey() {
        if (at.string.isKey() && emitter.heldLength() > ahead.limit()) {
            emitter.release();
            at.first = false;
        }
    }

    private int afterValue(int p) {
        int passed = gaps.between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = gaps.structureAt(p);
        if (stack.top() == ContainerStack.CALL && b != ')') {
            stack.pop();
            return p;
        }
        switch (b) {
            case ',', ';' -> {
                at.lastCloser = 0;
                emitter.hold();
                if (at.in[p] == ',') {
                    emitter.keep(p, p + 1);
                } else {
                    emitter.report(Rule.COMMA, at.base + p);
                    emitter.insert(',');
                }
                emitter.mark();
                at.phase = stack.inObject() ? Progress.BEFORE_KEY : Progress.BEFORE_VALUE;
                return p + gaps.widthAt(p, b);
            }
            case '}', ']', ')' -> {
                return closers.apply(p, b, closers.judge(p, b));
            }
            case '`' -> {
                if (at.fenced) {
                    ahead.open(p);
                    int fence = ahead.startsWith(p, "```");
                    if (fence == MORE) {
                        return MORE;
                    }
                    if (fence == LookAhead.YES) {
                        complete(at.base + p, true);
                        return p;
                    }
                }
            }
            case ':', '=', '*', '%', '&', '|', '^', '!', '?', '<', '>', '@', '~', '\\' -> {
                throw new Refusal("'" + (char) b + "' where a comma or a closer was expected", at.base + p);
            }
            default -> {}
        }
        at.lastCloser = 0;
        emitter.report(Rule.MISSING_COMMA, at.base + p);
        emitter.hold();
        emitter.insert(',');
        emitter.mark();
        at.phase = stack.inObject() ? Progress.BEFORE_KEY : Progress.BEFORE_VALUE;
        return p;
    }

    private int afterDocument(int p) {
        if (top.readsOn() && !Characters.isSpace(at.in[p])) {
            int passed = gaps.between(p);
            if (passed >= 0 || passed == MORE) {
                return passed;
            }
        }
        int next = top.step(p, at.to, at.fenced);
        if (top.beginsValue()) {
            beginDocument(at.base + p);
        }
        return next;
    }

    /**
     * Ends the text as it is: drops what is incomplete and adds what is missing.
     *
     * @param inputOffset where the text ends
     * @param reports whether that is a repair
     */
    void complete(long inputOffset, boolean reports) {
        boolean cut = reports && (stack.depth() > 0 || at.phase == Progress.IN_STRING);
        if (cut) {
            emitter.report(Rule.TRUNCATED, inputOffset);
            if (at.noting) {
                cutOff = cutOff == null ? new Layout((int) inputOffset, stack.notes()) : Layout.UNKNOWN;
            }
        }
        if (at.phase == Progress.IN_LONG_NUMBER) {
            longNumber.complete();
        }
        if (at.phase == Progress.IN_STRING) {
            letGoOfLongKey();
        }
        if (at.phase == Progress.IN_STRING && !at.string.isKey()) {
            emitter.insert('"');
        } else if (at.phase == Progress.IN_STRING && emitter.holding()) {
            emitter.dropToMark();
            dropComma();
        } else if (at.phase == Progress.IN_STRING) {
            emitter.insert("\":null");
        } else if (at.phase == Progress.AFTER_KEY) {
            emitter.insert(":null");
        } else if (at.phase == Progress.BEFORE_KEY || (at.phase == Progress.BEFORE_VALUE && !stack.inObject())) {
            dropComma();
        } else if (at.phase == Progress.BEFORE_VALUE) {
            emitter.insert("null");
        }
        closers.payElement();
        emitter.release();
        at.first = false;
        while (stack.depth() > 0) {
            closers.popMissing();
        }
        at.phase = Progress.AFTER_VALUE;
        gaps.comment = Comments.NONE;
    }

    private void dropComma() {
        if (emitter.holding() && !at.first) {
            emitter.releaseWithoutFirst();
        }
    }

    void save(StateWriter state) {
        state.writeByte(at.phase | gaps.comment << 3 | (at.fenced ? 0x20 : 0) | (at.first ? 0x40 : 0));
        state.writeByte(at.lastCloser);
        stack.save(state);
        if (at.phase == Progress.IN_STRING) {
            at.string.save(state);
        } else if (at.phase == Progress.IN_LONG_NUMBER) {
            longNumber.save(state);
        }
        top.save(state);
        state.writeLong(ahead.spent());
    }

    void restore(StateReader state) {
        int bits = state.readByte();
        at.phase = bits & 7;
        gaps.comment = bits >> 3 & 3;
        if (at.phase > Progress.IN_LONG_NUMBER || gaps.comment > Comments.DOTS) {
            throw new MalformedStateException("state has at.phase " + at.phase + " and gaps.comment " + gaps.comment);
        }
        at.fenced = (bits & 0x20) != 0;
        at.first = (bits & 0x40) != 0;
        at.lastCloser = (byte) state.readByte();
        stack.restore(state);
        if (at.phase == Progress.IN_STRING) {
            at.string.restore(state);
        } else if (at.phase == Progress.IN_LONG_NUMBER) {
            longNumber.restore(state);
        }
        top.restore(state);
        ahead.restoreSpent(state.readLong());
    }
}
