package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Follows a number that is longer than the look-ahead and has been sent in part, so that it must stay a number. */
final class LongNumber {

    private static final int WHOLE = 0;
    private static final int POINT = 1;
    private static final int FRACTION = 2;
    private static final int E = 3;
    private static final int SIGN = 4;
    private static final int EXPONENT = 5;
    /** What cannot belong to the number is dropped up to the next delimiter. */
    private static final int DROPPED = 6;

    private final Emitter emitter;
    private int state;
    private boolean ended;

    LongNumber(Emitter emitter) {
        this.emitter = emitter;
    }

    /** Begins after some digits. */
    void start() {
        state = WHOLE;
        ended = false;
    }

    boolean ended() {
        return ended;
    }

    int step(byte[] in, int p, int to, long base) {
        int from = p;
        for (; p < to; p++) {
            if (delimits(in[p])) {
                emitter.keep(from, state == DROPPED ? from : p);
                complete();
                ended = true;
                return p;
            }
            int next = state == DROPPED ? DROPPED : next(in[p]);
            if (next == DROPPED) {
                if (state != DROPPED) {
                    emitter.keep(from, p);
                    emitter.report(Rule.NUMBER, base + p);
                    complete();
                }
                from = p + 1;
            }
            state = next;
        }
        emitter.keep(from, to);
        return to;
    }

    /** Adds the digit that the number may lack at its end. */
    void complete() {
        if (state == POINT || state == E || state == SIGN) {
            emitter.insert('0');
        }
    }

    private static boolean delimits(byte b) {
        return switch (b) {
            case ',', ';', ']', '}', ')', '"', '[', '{', '/', '#' -> true;
            default -> Characters.isSpace(b);
        };
    }

    private int next(byte b) {
        if (Characters.isDigit(b)) {
            return state == POINT ? FRACTION : state == E || state == SIGN ? EXPONENT : state;
        }
        if (b == '.') {
            return state == WHOLE ? POINT : DROPPED;
        }
        if (b == 'e' || b == 'E') {
            return state == WHOLE || state == FRACTION ? E : DROPPED;
        }
        return (b == '+' || b == '-') && state == E ? SIGN : DROPPED;
    }

    void save(StateWriter out) {
        out.writeByte(state);
    }

    void restore(StateReader in) {
        state = in.readByte();
        if (state > DROPPED) {
            throw new MalformedStateException("state has number part " + state + " where 0 to 6 was expected");
        }
    }
}
