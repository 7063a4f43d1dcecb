package dev.weir.json;

/** The automaton where a key or its colon is expected; a key is held back until its colon has come. */
final class Keys {

    private static final int MORE = LookAhead.MORE;

    private final Progress at;
    private final LookAhead ahead;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final Gaps gaps;
    private final Closers closers;
    private final Values values;
    private final KnownKeys knownKeys;

    Keys(Progress at, Gaps gaps, Closers closers, Values values) {
        this.at = at;
        ahead = at.ahead;
        stack = at.stack;
        emitter = at.emitter;
        this.gaps = gaps;
        this.closers = closers;
        this.values = values;
        knownKeys = new KnownKeys(ahead, emitter, at.schema);
    }

    int beforeKey(int p) {
        int passed = gaps.between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = gaps.structureAt(p);
        switch (b) {
            case ',', ';' -> {
                emitter.report(Rule.EXTRA_COMMA, at.base + p);
                return p + gaps.widthAt(p, b);
            }
            case '}', ']', ')' -> {
                int verdict = closers.judge(p, b);
                if (verdict != MORE && verdict != Balance.EXTRA) {
                    endKeys(p);
                    at.phase = Progress.AFTER_VALUE;
                }
                return closers.apply(p, b, verdict);
            }
            case '{', '[' -> {
                return containerBeforeKey(p, b);
            }
            default -> {}
        }
        if (at.careful && at.lineAt == p && !at.first) {
            ahead.open(p);
            boolean key = ahead.keyAt(p) == LookAhead.YES;
            if (closers.endOutdented(p, key)) {
                at.phase = key ? Progress.BEFORE_KEY : Progress.BEFORE_VALUE;
                at.lineAt = -1;
                return p;
            }
        }
        int quotes = Quotes.openingAt(ahead, p);
        if (quotes == MORE) {
            return MORE;
        }
        if (quotes != Quotes.NONE) {
            return values.startString(p, quotes, true);
        }
        return bareKey(p);
    }

    /** Decides the comma or the brace that waited for a key that did not come. */
    private void endKeys(int p) {
        if (!emitter.holding()) {
            if (emitter.owesElement()) {
                emitter.report(Rule.MISSING_VALUE, at.base + p);
            }
            return;
        }
        if (at.first) {
            emitter.release();
            at.first = false;
        } else {
            emitter.report(Rule.TRAILING_COMMA, at.base + p);
            emitter.releaseWithoutFirst();
        }
    }

    private int containerBeforeKey(int p, byte b) {
        if (at.first && emitter.holding()) {
            if (b == '{') {
                emitter.report(Rule.EXTRA_OPENER, at.base + p);
                return p + 1;
            }
            toSet(p);
            at.phase = Progress.BEFORE_VALUE;
            return p;
        }
        if (b == '{' && stack.belowTop() == ContainerStack.ARRAY) {
            // The next element begins although this one has not ended.
            emitter.report(Rule.MISSING_CLOSER, at.base + p);
            endKeys(p);
            closers.popMissing();
            emitter.hold();
            emitter.insert(',');
            emitter.mark();
            at.phase = Progress.BEFORE_VALUE;
            return p;
        }
        throw new Refusal("'" + (char) b + "' where a key was expected", at.base + p);
    }

    private void toSet(int p) {
        emitter.report(Rule.SET, at.base + p);
        emitter.patchFirst('[');
        emitter.release();
        stack.replaceTop(stack.top() == ContainerStack.KEYED ? ContainerStack.ARRAY : ContainerStack.SET);
        at.first = false;
    }

    private int bareKey(int p) {
        ahead.open(p);
        int e = ahead.skipWord(p);
        if (e == p) {
            throw new Refusal("'" + (char) (at.in[p] & 0x7F) + "' where a key was expected", at.base + p);
        }
        int q = ahead.skipBlank(e);
        int known = knownKeys.has(at.in, p, e) ? e : -1;
        int lastWord = p;
        int beforeLast = p;
        while (q < ahead.end && q > e && Characters.isWord(at.in[q])) {
            // Several words before a colon are one key.
            int word = ahead.skipWord(q);
            if (ahead.literal(q, word) || Characters.isDigit(at.in[q])) {
                break;
            }
            beforeLast = e;
            lastWord = q;
            e = word;
            q = ahead.skipBlank(e);
            known = knownKeys.has(at.in, p, e) ? e : known;
        }
        boolean valueBetween = known >= 0 && known < beforeLast && knownKeys.has(at.in, lastWord, e);
        if (known >= 0 && q < ahead.end && (valueBetween || (at.in[q] != ':' && at.in[q] != '='))) {
            // Before another key, or without a colon, the words of a known key are the key; others begin its value.
            e = known;
            q = ahead.skipBlank(e);
        }
        if (q >= ahead.end) {
            if (ahead.mayGrow()) {
                return MORE;
            }
            if (ahead.endsText() && !(at.first && Numbers.judge(at.in, p, e, true) != Numbers.NONE)) {
                return at.to;
            }
            throw new Refusal("a key without its colon", at.base + p);
        }
        byte n = at.in[q];
        boolean value = Numbers.judge(at.in, p, e, false) != Numbers.NONE || ahead.literal(p, e);
        if (at.first && value && (n == ',' || n == '}')) {
            toSet(p);
            at.phase = Progress.BEFORE_VALUE;
            return p;
        }
        boolean colon = n == ':' || n == '=' || ((n & 0xFF) == 0xEF && q + 1 < at.to && (at.in[q + 1] & 0xFF) == 0xBC);
        if (!colon && (n == '"' || n == '\'')) {
            int key = ahead.keyAt(q);
            if (key == MORE) {
                return MORE;
            }
            if (key == LookAhead.YES) {
                emitter.report(Rule.STRAY_WORD, at.base + p);
                return q;
            }
            if (e == q) {
                // Only the opening quote is missing.
                return quoteBareKey(p, e, q + 1);
            }
        }
        if (!colon
                && !Characters.isAsciiQuote(n)
                && n != '{'
                && n != '['
                && !Characters.isDigit(n)
                && n != '-'
                && n != ','
                && n != '}') {
            if (!Characters.isLetter(n)) {
                throw new Refusal("a key without its colon", at.base + p);
            }
        }
        return quoteBareKey(p, e, e);
    }

    private int quoteBareKey(int p, int e, int next) {
        for (int i = p; i < e; i++) {
            if (at.in[i] < 0) {
                int length = Utf8.sequence(at.in, i, e, true);
                if (length < 0) {
                    throw new Refusal("a key that is not UTF-8", at.base + i);
                }
                i += length - 1;
            }
        }
        emitter.mark();
        emitter.hold();
        emitter.report(Rule.UNQUOTED_KEY, at.base + p);
        emitter.insert('"');
        int from = p;
        for (int i = p; i < e; i++) {
            if (at.in[i] == '\t' || at.in[i] == '\r') {
                emitter.keep(from, i);
                emitter.insert(' ');
                from = i + 1;
            }
        }
        emitter.keep(from, e);
        emitter.insert('"');
        at.phase = Progress.AFTER_KEY;
        return next;
    }

    int afterKey(int p) {
        int passed = gaps.between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = gaps.structureAt(p);
        switch (b) {
            case ':' -> {
                if (at.in[p] == ':') {
                    emitter.keep(p, p + 1);
                } else {
                    emitter.report(Rule.COLON, at.base + p);
                    emitter.insert(':');
                }
                return beginValue(p + gaps.widthAt(p, b));
            }
            case '=' -> {
                if (p + 1 == at.to && !at.last) {
                    return MORE;
                }
                emitter.report(Rule.COLON, at.base + p);
                emitter.insert(':');
                return beginValue(p + 1 < at.to && at.in[p + 1] == '>' ? p + 2 : p + 1);
            }
            case '}', ',', ';', ']', ')' -> {
                return keyWithoutValue(p, b);
            }
            default -> {}
        }
        if (Characters.isWord(b) || Characters.isAsciiQuote(b) || b == '{' || b == '[' || b == '-') {
            emitter.report(Rule.MISSING_COLON, at.base + p);
            emitter.insert(':');
            return beginValue(p);
        }
        throw new Refusal("'" + (char) (b & 0x7F) + "' where a colon was expected", at.base + p);
    }

    private int beginValue(int next) {
        emitter.release();
        at.first = false;
        at.phase = Progress.BEFORE_VALUE;
        return next;
    }

    private int keyWithoutValue(int p, byte b) {
        if (at.first && emitter.holding() && b == ',') {
            ahead.open(p);
            int s = ahead.skipSpace(p + 1);
            int key = ahead.keyAt(s);
            if (key == MORE) {
                return MORE;
            }
            if (key == LookAhead.NO) {
                toSet(p);
                at.phase = Progress.AFTER_VALUE;
                return p;
            }
        }
        emitter.report(Rule.MISSING_VALUE, at.base + p);
        emitter.insert(":null");
        beginValue(p);
        at.phase = Progress.AFTER_VALUE;
        return p;
    }
}
