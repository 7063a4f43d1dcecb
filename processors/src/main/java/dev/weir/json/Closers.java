package dev.weir.json;

/** Ends containers: with the right closer, for a wrong one, or for one that is missing. */
final class Closers {

    private static final int MORE = LookAhead.MORE;
    /** How many containers a line may end by its indentation alone, so that a line's cost has a bound. */
    private static final int MAX_OUTDENTED = 64;

    private final Progress at;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final Balance balance;

    Closers(Progress at) {
        this.at = at;
        stack = at.stack;
        emitter = at.emitter;
        balance = new Balance(at.ahead, stack);
    }

    /** One of {@link Balance}'s verdicts, or {@link LookAhead#MORE}. */
    int judge(int p, byte b) {
        if (!at.careful) {
            return balance.judge(p, b, at.lastCloser);
        }
        int layout = at.lineAt == p ? byLayout(b) : MORE;
        if (layout != MORE) {
            return layout;
        }
        int verdict = balance.judge(p, b, at.lastCloser);
        return verdict == Balance.RIGHT && balance.isExtra(p) == LookAhead.YES ? Balance.EXTRA : verdict;
    }

    /** What a closer that begins a line is: it should stand below the line that opens its container. */
    private int byLayout(byte b) {
        int level = 0;
        int levels = Math.min(stack.depth(), MAX_OUTDENTED);
        while (level < levels && stack.noteOf(level) > at.indent) {
            level++;
        }
        if (level == levels || stack.noteOf(level) < at.indent) {
            return level == 0 ? Balance.EXTRA : MORE;
        }
        boolean matches = ContainerStack.closerOf(stack.kind(level)) == b;
        return level == 0 ? matches ? Balance.RIGHT : Balance.WRONG : matches ? Balance.MISSING : MORE;
    }

    /**
     * Ends the containers that the line's first token, at {@code p}, does not stand deep enough for.
     *
     * @param key whether the token is a key, and not an element
     * @return whether there were any
     */
    boolean endOutdented(int p, boolean key) {
        int level = 0;
        int levels = Math.min(stack.depth(), MAX_OUTDENTED);
        while (level < levels && stack.noteOf(level) >= at.indent) {
            level++;
        }
        boolean fits = level > 0
                && level < levels
                && stack.kind(level) == (key ? ContainerStack.OBJECT : ContainerStack.ARRAY);
        for (int i = 0; fits && i < level; i++) {
            popMissingBeforeHeld(p);
        }
        return fits;
    }

    int apply(int p, byte b, int verdict) {
        switch (verdict) {
            case MORE -> {
                return MORE;
            }
            case Balance.RIGHT -> {
                return pop(p, b);
            }
            case Balance.WRONG -> {
                emitter.report(Rule.WRONG_CLOSER, at.base + p);
                return pop(p, b);
            }
            case Balance.EXTRA -> {
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
        at.lastCloser = b;
        payElement();
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted == b) {
            emitter.keep(p, p + 1);
        } else if (emitted != 0) {
            emitter.insert(emitted);
        }
        return p + 1;
    }

    /** Ends the innermost container, whose closer is missing, before the comma that is held back. */
    void popMissingBeforeHeld(int p) {
        emitter.report(Rule.MISSING_CLOSER, at.base + p);
        payElement();
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted != 0) {
            emitter.insertBeforeHeld(emitted);
        }
    }

    void popMissing() {
        payElement();
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted != 0) {
            emitter.insert(emitted);
        }
    }

    /** Adds what a comma lacks that has gone although nothing came after it. */
    void payElement() {
        if (emitter.owesElement()) {
            emitter.insert(stack.inObject() ? "\"\":null" : "null");
            emitter.release();
        }
    }
}
