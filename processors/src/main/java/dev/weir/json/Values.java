package dev.weir.json;

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

    Values(Progress at, Gaps gaps, Closers closers, LongNumber longNumber) {
        this.at = at;
        ahead = at.ahead;
        stack = at.stack;
        emitter = at.emitter;
        this.gaps = gaps;
        this.closers = closers;
        this.longNumber = longNumber;
        token = new BareToken(ahead, stack);
    }

    int step(int p) {
        int passed = gaps.between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
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
            default -> {
                return quotesOrBare(p);
            }
        }
    }

    private int closerBeforeValue(int p, byte b) {
        int verdict = closers.judge(p, b);
        if (verdict == MORE) {
            return MORE;
        }
        if (verdict != Closers.EXTRA) {
            if (stack.inObject()) {
                emitter.report(Rule.MISSING_VALUE, at.base + p);
                emitter.insert("null");
            } else if (emitter.holding()) {
                emitter.report(Rule.TRAILING_COMMA, at.base + p);
                emitter.releaseWithoutFirst();
            }
            at.phase = Progress.AFTER_VALUE;
        }
        return closers.apply(p, b, verdict);
    }

    private int open(int p, byte b) {
        byte kind = b == '(' ? ContainerStack.TUPLE : b == '[' ? ContainerStack.ARRAY : ContainerStack.OBJECT;
        at.push(kind, p);
        emitter.release();
        at.first = kind == ContainerStack.OBJECT;
        if (kind == ContainerStack.TUPLE) {
            emitter.report(Rule.TUPLE, at.base + p);
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

    private int quotesOrBare(int p) {
        int quotes = Quotes.openingAt(ahead, p);
        if (quotes == MORE) {
            return MORE;
        }
        if (quotes != Quotes.NONE) {
            emitter.release();
            return startString(p, quotes, false);
        }
        int kind = token.judge(p);
        if (kind == MORE) {
            return MORE;
        }
        emitter.release();
        at.phase = Progress.AFTER_VALUE;
        switch (kind) {
            case BareToken.NUMBER -> {
                emitter.keep(p, token.end);
                return token.end;
            }
            case BareToken.MENDABLE_NUMBER -> {
                emitter.report(Rule.NUMBER, at.base + p);
                Numbers.mend(at.in, p, token.end, emitter);
                return token.end;
            }
            case BareToken.HEXADECIMAL -> {
                emitter.report(Rule.NUMBER, at.base + p);
                Numbers.convert(at.in, p, token.end, emitter);
                return token.end;
            }
            case BareToken.LITERAL -> {
                return literal(p);
            }
            case BareToken.LONG_NUMBER -> {
                longNumber.start();
                emitter.keep(p, token.end);
                at.phase = Progress.IN_LONG_NUMBER;
                return token.end;
            }
            case BareToken.CALL -> {
                at.push(ContainerStack.CALL, p);
                emitter.report(Rule.CALL, at.base + p);
                at.phase = Progress.BEFORE_VALUE;
                return token.end;
            }
            case BareToken.PREFIX -> {
                emitter.report(Rule.STRING_PREFIX, at.base + p);
                at.phase = Progress.BEFORE_VALUE;
                return token.end;
            }
            default -> {
                emitter.report(Rule.UNQUOTED, at.base + p);
                emitter.insert('"');
                at.string.start(JsonString.BARE, false, at.fenced);
                at.phase = Progress.IN_STRING;
                return p;
            }
        }
    }

    private int literal(int p) {
        Literal literal = token.literal;
        if (literal == null) {
            throw new IllegalStateException("a literal without its meaning");
        }
        int length = token.end - p;
        if (literal.isJson(at.in, p, length) && literal != Literal.NOT_A_NUMBER) {
            emitter.keep(p, token.end);
        } else {
            emitter.report(literal == Literal.NOT_A_NUMBER ? Rule.NOT_A_NUMBER : Rule.LITERAL, at.base + p);
            emitter.insert(literal.json());
        }
        return token.end;
    }

    int startString(int p, int quotes, boolean key) {
        int width = Quotes.width(quotes);
        if (quotes == JsonString.DOUBLE) {
            emitter.keep(p, p + 1);
        } else {
            emitter.report(Quotes.report(quotes), at.base + p);
            emitter.insert('"');
        }
        at.string.start((byte) quotes, key, at.fenced);
        at.phase = Progress.IN_STRING;
        return p + width;
    }
}
