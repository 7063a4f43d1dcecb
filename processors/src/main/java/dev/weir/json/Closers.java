package dev.weir.json;

/** Ends containers: with the right closer, for a wrong one, or for one that is missing. */
final class Closers {

    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int EXTRA = 2;
    static final int MISSING = 3;

    private static final int MORE = LookAhead.MORE;

    private final Progress at;
    private final LookAhead ahead;
    private final ContainerStack stack;
    private final Emitter emitter;

    Closers(Progress at) {
        this.at = at;
        ahead = at.ahead;
        stack = at.stack;
        emitter = at.emitter;
    }

    /** With the stack and what follows it, a closer may be right, wrong or extra, or another one may be missing. */
    int judge(int p, byte b) {
        if (ContainerStack.closerOf(stack.top()) == b) {
            return RIGHT;
        }
        ahead.open(p);
        int q = ahead.skipSpace(p + 1);
        if (q >= ahead.end && ahead.mayGrow()) {
            return MORE;
        }
        boolean atEnd = q >= ahead.end;
        if (!stack.awaits(b)) {
            return atEnd || stack.depth() > 1 ? WRONG : EXTRA;
        }
        if (!atEnd && at.in[q] == ',' && stack.depth() == 2) {
            int key = ahead.keyAt(ahead.skipSpace(q + 1));
            return key == MORE ? MORE : key == LookAhead.YES ? WRONG : MISSING;
        }
        return MISSING;
    }

    int apply(int p, byte b, int verdict) {
        switch (verdict) {
            case MORE -> {
                return MORE;
            }
            case RIGHT -> {
                return pop(p, b);
            }
            case WRONG -> {
                emitter.report(Rule.WRONG_CLOSER, at.base + p);
                return pop(p, b);
            }
            case EXTRA -> {
                emitter.report(Rule.EXTRA_CLOSER, at.base + p);
                return p + 1;
            }
            default -> {
                emitter.report(Rule.MISSING_CLOSER, at.base + p);
                popMissing();
                return p;
            }
        }
    }

    private int pop(int p, byte b) {
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted == b) {
            emitter.keep(p, p + 1);
        } else if (emitted != 0) {
            emitter.insert(emitted);
        }
        return p + 1;
    }

    void popMissing() {
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted != 0) {
            emitter.insert(emitted);
        }
    }
}
