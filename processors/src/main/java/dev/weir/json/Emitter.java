package dev.weir.json;

import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends decided text on and holds back a tail that may still be dropped: a comma until its element begins, a key until
 * it is complete.
 *
 * <p>Input that stays is collected as one run over the input array, so that a valid piece leaves in one call without a
 * copy. Only inserted bytes and the short runs around them go through a small buffer, and only what is held back at the
 * end of a piece is kept.
 */
final class Emitter {

    private static final int STAGE_BYTES = 512;
    private static final int DIRECT_BYTES = 128;
    private static final byte[] EMPTY = {};

    private final Set<Rule> rules;

    private byte[] in = EMPTY;
    private @Nullable FilterOutput output;
    private int runFrom;
    private int runTo;
    private int decidedTo;
    private boolean flagged;

    private byte[] stage = EMPTY;
    private int staged;
    private long written;

    private boolean holding;
    private boolean spilled;
    private boolean owing;
    private int holdAt;
    private int mark;
    private byte[] held = EMPTY;
    private int heldSize;

    /** Emits for the given rules. */
    Emitter(Set<Rule> rules) {
        this.rules = rules;
    }

    /** Begins with a piece of input. */
    void begin(byte[] input, FilterOutput to) {
        in = input;
        output = to;
        runFrom = 0;
        runTo = 0;
        decidedTo = 0;
        flagged = false;
    }

    /** Where the input bytes end that are decided of the piece at hand, or {@code from} if none are. */
    int decidedTo(int from) {
        return Math.max(from, decidedTo);
    }

    /** Sends all that is decided and copies what is held back out of the input array. */
    void settle() {
        if (holding && !spilled) {
            spill();
        } else {
            flushRun(0);
        }
        flushStage();
    }

    /** Ends the piece. */
    void end() {
        settle();
        in = EMPTY;
        output = null;
    }

    /** Notes that all before {@code p} is decided, be it kept, replaced or dropped. */
    void decide(int p) {
        decidedTo = Math.max(decidedTo, p);
    }

    /** How far the output goes, with what is held back. */
    long offset() {
        return written + staged + (runTo - runFrom) + heldSize;
    }

    /** Lets input bytes stay. */
    void keep(int from, int to) {
        if (from == to) {
            return;
        }
        decidedTo = to;
        if (spilled) {
            appendHeld(in, from, to - from);
            return;
        }
        if (runFrom == runTo) {
            runFrom = from;
            runTo = to;
            if (holding) {
                holdAt = from;
            }
        } else if (runTo == from) {
            runTo = to;
        } else if (holding) {
            spill();
            appendHeld(in, from, to - from);
        } else {
            flushRun(DIRECT_BYTES);
            runFrom = from;
            runTo = to;
        }
    }

    /** Adds a byte that the input does not have. */
    void insert(int b) {
        if (holding) {
            if (!spilled) {
                spill();
            }
            ensureHeld(1);
            held[heldSize++] = (byte) b;
            return;
        }
        flushRun(DIRECT_BYTES);
        if (staged == stage.length) {
            flushStage();
        }
        if (stage.length == 0) {
            stage = new byte[STAGE_BYTES];
        }
        stage[staged++] = (byte) b;
    }

    /** Adds a byte before what is held back. */
    void insertBeforeHeld(int b) {
        if (holding && !spilled) {
            spill();
        }
        boolean held = holding;
        holding = false;
        insert(b);
        holding = held;
    }

    /** Adds ASCII text that the input does not have. */
    void insert(String text) {
        for (int i = 0; i < text.length(); i++) {
            insert(text.charAt(i));
        }
    }

    /** From here on text may still be dropped; nothing changes if that is so already. */
    void hold() {
        if (!holding) {
            holding = true;
            holdAt = runTo;
            mark = 0;
        }
    }

    boolean holding() {
        return holding;
    }

    /** Input and inserted bytes held back. */
    int heldLength() {
        return !holding ? 0 : spilled ? heldSize : runTo - holdAt;
    }

    /** Remembers how much of the held text stays if the rest is dropped. */
    void mark() {
        mark = heldLength();
    }

    /** Drops the held text after the mark. */
    void dropToMark() {
        if (spilled) {
            heldSize = mark;
        } else {
            runTo = holdAt + mark;
        }
    }

    /** A copy of the held text after the mark. */
    byte[] heldAfterMark() {
        if (!holding) {
            return EMPTY;
        }
        settle();
        return Arrays.copyOfRange(held, mark, heldSize);
    }

    /** Whether the held text begins with a brace, the opener of an object without a key so far. */
    boolean holdsBrace() {
        if (!holding) {
            return false;
        }
        settle();
        return heldSize > 0 && held[0] == '{';
    }

    /** Replaces the first held byte. */
    void patchFirst(int b) {
        if (!spilled) {
            spill();
        }
        held[0] = (byte) b;
    }

    /** Notes that a comma has gone; the next release gives it its element. */
    void oweElement() {
        owing = true;
    }

    /** Whether a comma has gone and nothing after it. */
    boolean owesElement() {
        return owing;
    }

    /** Lets the held text go. */
    void release() {
        owing = false;
        if (spilled) {
            spilled = false;
            write(held, 0, heldSize);
            heldSize = 0;
        }
        holding = false;
    }

    /** Lets the held text go without its first byte, the comma. */
    void releaseWithoutFirst() {
        if (!spilled) {
            spill();
        }
        spilled = false;
        holding = false;
        if (heldSize > 0) {
            write(held, 1, heldSize - 1);
        }
        heldSize = 0;
    }

    /** Whether the rule is on. */
    boolean may(Rule rule) {
        return rules.contains(rule);
    }

    /**
     * Counts a repair that begins at the end of the output.
     *
     * @throws Refusal if the rule is off
     */
    void report(Rule rule, long inputOffset) {
        if (!rules.contains(rule)) {
            throw new Refusal("the rule " + rule.label() + " is off", inputOffset);
        }
        FilterOutput to = sink();
        to.report(new Report(RepairJson.NAME, rule.label(), inputOffset, offset()));
        if (!flagged) {
            flagged = true;
            to.flag(RepairJson.FLAG);
        }
    }

    private FilterOutput sink() {
        FilterOutput to = output;
        if (to == null) {
            throw new IllegalStateException("no piece begun");
        }
        return to;
    }

    private void spill() {
        int from = holdAt;
        int to = runTo;
        if (runFrom == runTo) {
            from = to;
        }
        runTo = from;
        flushRun(DIRECT_BYTES);
        spilled = true;
        appendHeld(in, from, to - from);
    }

    private void flushRun(int direct) {
        int length = runTo - runFrom;
        if (length > 0) {
            int from = runFrom;
            runFrom = runTo;
            if (length >= direct && staged == 0) {
                written += length;
                sink().text(in, from, length);
            } else {
                write(in, from, length);
            }
        }
        runFrom = 0;
        runTo = 0;
    }

    private void write(byte[] bytes, int from, int length) {
        if (length > DIRECT_BYTES) {
            flushStage();
            written += length;
            sink().text(bytes, from, length);
            return;
        }
        if (stage.length - staged < length) {
            flushStage();
            if (stage.length == 0) {
                stage = new byte[STAGE_BYTES];
            }
        }
        System.arraycopy(bytes, from, stage, staged, length);
        staged += length;
    }

    private void flushStage() {
        if (staged > 0) {
            int length = staged;
            staged = 0;
            written += length;
            sink().text(stage, 0, length);
        }
    }

    private void appendHeld(byte[] bytes, int from, int length) {
        ensureHeld(length);
        System.arraycopy(bytes, from, held, heldSize, length);
        heldSize += length;
    }

    private void ensureHeld(int more) {
        if (held.length - heldSize < more) {
            held = Arrays.copyOf(held, Math.max(Math.max(32, held.length * 2), heldSize + more));
        }
    }

    void save(StateWriter state) {
        state.writeLong(written);
        state.writeByte((holding ? 1 : 0) | (owing ? 2 : 0));
        if (holding) {
            state.writeInt(mark);
            state.writeBytes(held, 0, heldSize);
        }
    }

    void restore(StateReader state) {
        written = state.readLong();
        int tail = state.readByte();
        if (tail > 3) {
            throw new MalformedStateException("state has tail " + tail + " where 0 to 3 was expected");
        }
        owing = (tail & 2) != 0;
        holding = (tail & 1) != 0;
        if (holding) {
            mark = state.readInt();
            held = state.readBytes();
            heldSize = held.length;
            spilled = true;
        }
    }
}
