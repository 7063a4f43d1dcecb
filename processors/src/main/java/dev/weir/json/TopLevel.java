package dev.weir.json;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * What follows a complete value: white space and further values stay, so that lines of JSON pass as they are; anything
 * else is dropped to the end.
 */
final class TopLevel {

    private static final int ANY = 0;
    private static final int AFTER_FENCE = 1;
    private static final int DROPPING = 2;

    private final LookAhead ahead;
    private final Emitter emitter;

    private int state = ANY;
    private boolean newline;
    private boolean begins;

    /** Input offset of index 0 of the array at hand, for reports. */
    long base;

    TopLevel(LookAhead ahead, Emitter emitter) {
        this.ahead = ahead;
        this.emitter = emitter;
    }

    /** Whether the last step found that another value begins. */
    boolean beginsValue() {
        return begins;
    }

    /** Whether comments and the like may be told apart here. */
    boolean readsOn() {
        return state == ANY;
    }

    int step(int p, int to, boolean fenced) {
        begins = false;
        if (state == DROPPING) {
            return to;
        }
        byte b = ahead.in[p];
        if (Characters.isSpace(b)) {
            if (state == ANY) {
                newline |= b == '\n';
                emitter.keep(p, p + 1);
            }
            return p + 1;
        }
        if (state == ANY) {
            int next = nextValue(p, b, fenced);
            if (next != DROPS) {
                return next;
            }
        }
        emitter.report(Rule.TRAILING_TEXT, base + p);
        state = DROPPING;
        return to;
    }

    private static final int DROPS = -2;

    private int nextValue(int p, byte b, boolean fenced) {
        switch (b) {
            case '{', '[' -> {
                return begin(p);
            }
            case '}', ']', ')' -> {
                emitter.report(Rule.EXTRA_CLOSER, base + p);
                return p + 1;
            }
            case ',' -> {
                emitter.report(Rule.EXTRA_COMMA, base + p);
                emitter.insert('\n');
                return p + 1;
            }
            case ';' -> {
                emitter.report(Rule.EXTRA_COMMA, base + p);
                return p + 1;
            }
            case '`' -> {
                ahead.open(p);
                int fence = fenced ? ahead.startsWith(p, "```") : LookAhead.NO;
                if (fence == LookAhead.YES) {
                    state = AFTER_FENCE;
                    return p + 3;
                }
                return fence == LookAhead.NO ? DROPS : LookAhead.MORE;
            }
            default -> {
                if (!newline) {
                    return DROPS;
                }
                int scalar = scalarLineAt(p);
                return scalar == LookAhead.YES ? begin(p) : scalar == LookAhead.NO ? DROPS : LookAhead.MORE;
            }
        }
    }

    private int begin(int p) {
        begins = true;
        newline = false;
        return p;
    }

    private int scalarLineAt(int p) {
        ahead.open(p);
        byte[] in = ahead.in;
        int e;
        if (in[p] == '"') {
            e = ahead.skipString(p);
        } else {
            e = ahead.skipWord(p);
            if (e < ahead.end && in[e] == '+') {
                e = ahead.skipWord(e + 1);
            }
        }
        if (e < 0) {
            return LookAhead.NO;
        }
        if (e >= ahead.end && ahead.mayGrow()) {
            return LookAhead.MORE;
        }
        if (in[p] != '"' && !ahead.literal(p, e) && Numbers.judge(in, p, e, false) != Numbers.VALID) {
            return LookAhead.NO;
        }
        int q = ahead.skipBlank(e);
        return q >= ahead.end ? ahead.atEdge(LookAhead.YES) : in[q] == '\n' ? LookAhead.YES : LookAhead.NO;
    }

    void save(StateWriter out) {
        out.writeByte(state | (newline ? 4 : 0));
    }

    void restore(StateReader in) {
        int bits = in.readByte();
        state = bits & 3;
        newline = (bits & 4) != 0;
    }
}
