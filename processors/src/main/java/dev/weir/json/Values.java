package dev.weir.json;

import org.jspecify.annotations.Nullable;

/** The automaton where a value is expected. */
final class Values {

    private static final int MORE = LookAhead.MORE;

    private final Progress at;
    private final LookAhead ahead;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final Gaps gaps;
    private final Closers closers;
    private final BareToken token;
    private final LongNumber longNumber;
    private final boolean keyedArrays;
    /** Null where nothing is left to decide. */
    private final @Nullable DoubtfulValue doubtful;

    Values(Progress at, Gaps gaps, Closers closers, LongNumber longNumber) {
        this.at = at;
        ahead = at.ahead;
        stack = at.stack;
        emitter = at.emitter;
        this.gaps = gaps;
        this.closers = closers;
        this.longNumber = longNumber;
        token = new BareToken(ahead, stack);
        keyedArrays = emitter.may(Rule.KEYED_ARRAY);
        doubtful = at.schema != null || emitter.may(Rule.LOOSE_NUMBER) ? new DoubtfulValue(at) : null;
    }

    int step(int p) {
        int passed = gaps.between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        if (endsByLayout(p)) {
            return p;
        }
        byte b = gaps.structureAt(p);
        switch (b) {
            case '{', '[', '(' -> {
                return open(p, b);
            }
            case '}', ']', ')' -> {
                return closerBeforeValue(p, b);
            }
            case ',', ';' -> {
                if (stack.inObject()) {
                    emitter.report(Rule.MISSING_VALUE, at.base + p);
                    emitter.insert("null");
                    at.phase = Progress.AFTER_VALUE;
                    return p;
                }
                emitter.report(Rule.EXTRA_COMMA, at.base + p);
                return p + gaps.widthAt(p, b);
            }
            case ':', '=' -> {
                if (stack.inObject()) {
                    emitter.report(Rule.EXTRA_COLON, at.base + p);
                    return p + gaps.widthAt(p, b);
                }
                throw new Refusal("a colon where a value was expected", at.base + p);
            }
            case 0 -> throw new Refusal("a NUL where a value was expected, as in UTF-16", at.base + p);
            default -> {
                return quotesOrBare(p);
            }
        }
    }

    /** Whether the layout shows that the array at hand has ended before the token. */
    private boolean endsByLayout(int p) {
        if (!at.careful || at.lineAt != p || stack.top() != ContainerStack.ARRAY || !emitter.holding()) {
            return false;
        }
        ahead.open(p);
        boolean key = ahead.keyAt(p) == LookAhead.YES;
        if (!closers.endOutdented(p, key)) {
            return false;
        }
        at.phase = key ? Progress.BEFORE_KEY : Progress.BEFORE_VALUE;
        at.lineAt = -1;
        return true;
    }

    private int closerBeforeValue(int p, byte b) {
        if (stack.depth() == 0) {
            throw new Refusal("a closer where a value was expected", at.base + p);
        }
        int verdict = closers.judge(p, b);
        if (verdict == MORE) {
            return MORE;
        }
        if (verdict != Balance.EXTRA) {
            if (stack.inObject()) {
                emitter.report(Rule.MISSING_VALUE, at.base + p);
                emitter.insert("null");
            } else if (emitter.holding()) {
                emitter.report(Rule.TRAILING_COMMA, at.base + p);
                emitter.releaseWithoutFirst();
            } else if (emitter.owesElement()) {
                emitter.report(Rule.MISSING_VALUE, at.base + p);
            }
            at.phase = Progress.AFTER_VALUE;
        }
        return closers.apply(p, b, verdict);
    }

    private int open(int p, byte b) {
        byte kind = b == '(' ? ContainerStack.TUPLE : b == '[' ? ContainerStack.ARRAY : ContainerStack.OBJECT;
        if (kind == ContainerStack.TUPLE) {
            emitter.report(Rule.TUPLE, at.base + p);
        } else if (kind == ContainerStack.ARRAY && keyedArrays) {
            ahead.open(p);
            int key = ahead.keyAt(ahead.skipSpace(p + 1));
            if (key != LookAhead.NO) {
                return key == MORE ? MORE : openKeyed(p);
            }
        }
        at.push(kind, p);
        emitter.release();
        at.first = kind == ContainerStack.OBJECT;
        if (kind == ContainerStack.TUPLE) {
            emitter.insert('[');
        } else if (kind == ContainerStack.ARRAY) {
            emitter.keep(p, p + 1);
        } else {
            emitter.hold();
            emitter.keep(p, p + 1);
            emitter.mark();
        }
        at.phase = at.first ? Progress.BEFORE_KEY : Progress.BEFORE_VALUE;
        return p + 1;
    }

    private int openKeyed(int p) {
        emitter.report(Rule.KEYED_ARRAY, at.base + p);
        at.push(ContainerStack.KEYED, p);
        emitter.release();
        emitter.insert('{');
        at.first = false;
        at.phase = Progress.BEFORE_KEY;
        return p + 1;
    }

    private int quotesOrBare(int p) {
        int quotes = Quotes.openingAt(ahead, p);
        if (quotes == MORE) {
            return MORE;
        }
        if (quotes != Quotes.NONE) {
            int key = isArrayInObject() ? ahead.plainKeyAt(p) : LookAhead.NO;
            if (key != LookAhead.NO) {
                return key == MORE ? MORE : endArray(p);
            }
            return startString(p, quotes, false);
        }
        int kind = token.judge(p);
        if (kind == MORE) {
            return MORE;
        }
        Rule rule = ruleOf(kind, p);
        if (doubtful != null && !(kind == BareToken.LITERAL && isJsonLiteral(p))) {
            int next = doubtful.step(p, token, kind);
            if (next >= 0 || next == MORE) {
                return separated(next);
            }
            if (next == DoubtfulValue.TEXT) {
                kind = BareToken.TEXT;
                rule = Rule.SCHEMA_TYPE;
            }
        }
        if (rule != null) {
            emitter.report(rule, at.base + p);
        }
        if (kind == BareToken.CALL) {
            at.push(ContainerStack.CALL, p);
        }
        if (kind == BareToken.CALL || kind == BareToken.PREFIX) {
            // The comma waits for the value itself, which may be refused.
            at.phase = Progress.BEFORE_VALUE;
            return token.end;
        }
        emitter.release();
        at.phase = Progress.AFTER_VALUE;
        switch (kind) {
            case BareToken.NUMBER -> emitter.keep(p, token.end);
            case BareToken.MENDABLE_NUMBER -> Numbers.mend(at.in, p, token.end, emitter);
            case BareToken.HEXADECIMAL -> Numbers.convert(at.in, p, token.end, emitter);
            case BareToken.LITERAL -> literal(p);
            case BareToken.LONG_NUMBER -> {
                longNumber.start();
                emitter.keep(p, token.end);
                at.phase = Progress.IN_LONG_NUMBER;
            }
            default -> {
                emitter.insert('"');
                at.string.start(JsonString.BARE, false, at.fenced);
                at.phase = Progress.IN_STRING;
                return p;
            }
        }
        return at.phase == Progress.AFTER_VALUE ? separated(token.end) : token.end;
    }

    /** Keeps a document that ends at {@code p} without a closer or a quote apart from another one right behind it. */
    private int separated(int p) {
        if (stack.depth() == 0 && p >= 0 && p < at.to && !Characters.isSpace(at.in[p])) {
            emitter.insert('\n');
        }
        return p;
    }

    private @Nullable Rule ruleOf(int kind, int p) {
        return switch (kind) {
            case BareToken.NUMBER, BareToken.LONG_NUMBER -> null;
            case BareToken.MENDABLE_NUMBER, BareToken.HEXADECIMAL -> Rule.NUMBER;
            case BareToken.LITERAL ->
                isJsonLiteral(p) ? null : token.literal == Literal.NOT_A_NUMBER ? Rule.NOT_A_NUMBER : Rule.LITERAL;
            case BareToken.CALL -> Rule.CALL;
            case BareToken.PREFIX -> Rule.STRING_PREFIX;
            default -> Rule.UNQUOTED;
        };
    }

    private boolean isJsonLiteral(int p) {
        Literal literal = token.literal;
        return literal != null && literal != Literal.NOT_A_NUMBER && literal.isJson(at.in, p, token.end - p);
    }

    private boolean isArrayInObject() {
        return stack.top() == ContainerStack.ARRAY && stack.belowTop() == ContainerStack.OBJECT;
    }

    /** A key among elements belongs to the object around the array, whose closer is missing. */
    private int endArray(int p) {
        boolean comma = emitter.holding();
        closers.popMissingBeforeHeld(p);
        at.phase = comma ? Progress.BEFORE_KEY : Progress.AFTER_VALUE;
        return p;
    }

    private void literal(int p) {
        if (isJsonLiteral(p)) {
            emitter.keep(p, token.end);
        } else if (token.literal != null) {
            emitter.insert(token.literal.json());
        }
    }

    int startString(int p, int quotes, boolean key) {
        if (quotes != JsonString.DOUBLE) {
            emitter.report(Quotes.report(quotes), at.base + p);
        }
        if (key) {
            emitter.mark();
            emitter.hold();
        } else {
            emitter.release();
        }
        if (quotes == JsonString.DOUBLE) {
            emitter.keep(p, p + 1);
        } else {
            emitter.insert('"');
        }
        at.string.start((byte) quotes, key, at.fenced);
        at.phase = Progress.IN_STRING;
        return p + Quotes.width(quotes);
    }
}
