package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * The automaton between strings: containers, keys, values and what separates them.
 *
 * <p>It is one automaton in one file because every phase hands over to every other. A step either takes at least one
 * byte, or moves to a phase that does, or waits for more bytes; so the work is linear in the input times the bounded
 * look-ahead at doubtful places.
 */
final class JsonText {

    private static final int BEFORE_VALUE = 0;
    private static final int AFTER_VALUE = 1;
    private static final int BEFORE_KEY = 2;
    private static final int AFTER_KEY = 3;
    private static final int IN_STRING = 4;
    private static final int IN_LONG_NUMBER = 5;
    private static final int MORE = LookAhead.MORE;
    private static final int NOTHING = -2;
    private static final int RIGHT_CLOSER = 0;
    private static final int WRONG_CLOSER = 1;
    private static final int EXTRA_CLOSER = 2;
    private static final int MISSING_CLOSER = 3;
    /** White space in a gap that may still be dropped; more of it than this is not kept. */
    private static final int MAX_GAP_BYTES = 1 << 16;

    private final int maxDepth;
    private final LookAhead ahead;
    private final ContainerStack stack = new ContainerStack();
    private final Emitter emitter;
    private final JsonString string;
    private final BareToken token;
    private final TopLevel top;
    private final LongNumber longNumber;

    private int phase = BEFORE_VALUE;
    private int comment;
    private boolean fenced;
    /** Whether the object at hand has no key yet, so that it may turn out to be a set. */
    private boolean first;

    private byte[] in = {};
    private int to;
    private boolean last;
    private long base;

    JsonText(int maxDepth, int lookAhead, Emitter emitter) {
        this.maxDepth = maxDepth;
        this.emitter = emitter;
        ahead = new LookAhead(lookAhead);
        string = new JsonString(ahead, stack, emitter);
        token = new BareToken(ahead, stack);
        top = new TopLevel(ahead, emitter);
        longNumber = new LongNumber(emitter);
    }

    /** Begins inside a code fence, which ends the text after a value. */
    void enterFence() {
        fenced = true;
    }

    /** Begins in an object whose opening brace the text lacks. */
    void openMissingObject() {
        emitter.insert('{');
        stack.push(ContainerStack.OBJECT);
        phase = BEFORE_KEY;
    }

    /** Whether the text could not end here without something made up. */
    boolean owesText() {
        return stack.depth() > 0 || phase == IN_STRING || emitter.holding();
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
        in = bytes;
        to = upTo;
        last = isLast;
        base = inputOffset;
        string.base = inputOffset;
        top.base = inputOffset;
        ahead.over(bytes, upTo, isLast);
        int p = from;
        while (p < upTo) {
            int next = comment != Comments.NONE ? inComment(p) : step(p);
            if (next == MORE) {
                break;
            }
            p = next;
        }
        return p;
    }

    private int step(int p) {
        switch (phase) {
            case BEFORE_VALUE -> {
                return beforeValue(p);
            }
            case AFTER_VALUE -> {
                return stack.depth() == 0 ? afterDocument(p) : afterValue(p);
            }
            case BEFORE_KEY -> {
                return beforeKey(p);
            }
            case AFTER_KEY -> {
                return afterKey(p);
            }
            case IN_STRING -> {
                return inString(p);
            }
            default -> {
                int next = longNumber.step(in, p, to, base);
                if (longNumber.ended()) {
                    phase = AFTER_VALUE;
                }
                return next;
            }
        }
    }

    private int inString(int p) {
        int next = string.step(in, p, to, last);
        if (string.isKey() && emitter.heldLength() > ahead.limit()) {
            // Too long to wait for its end; what was sent is completed if the text ends here.
            emitter.release();
            first = false;
        }
        if (string.closed()) {
            phase = string.isKey() ? AFTER_KEY : AFTER_VALUE;
            return next;
        }
        return next == to ? next : next == p ? MORE : next;
    }

    private int inComment(int p) {
        int e = Comments.end(in, p, to, comment);
        if (e < to || (comment == Comments.BLOCK && e > p + 1 && in[e - 1] == '/' && in[e - 2] == '*')) {
            comment = Comments.NONE;
            return e;
        }
        boolean star = comment == Comments.BLOCK && !last && in[to - 1] == '*';
        return !star ? to : to - 1 > p ? to - 1 : MORE;
    }

    private int space(int p) {
        int e = p + 1;
        while (e < to && Characters.isSpace(in[e])) {
            e++;
        }
        int room = MAX_GAP_BYTES - emitter.heldLength();
        if (emitter.holding() && e - p > room) {
            emitter.keep(p, p + Math.max(0, room));
        } else {
            emitter.keep(p, e);
        }
        return e;
    }

    /**
     * What may stand anywhere between tokens: white space, comments, stray byte order marks.
     *
     * @return the byte after it, {@link #NOTHING}, or {@link #MORE}
     */
    private int between(int p) {
        byte b = in[p];
        if (Characters.isSpace(b)) {
            return space(p);
        }
        if (b == '/' || b == '#') {
            ahead.open(p);
            int is = ahead.commentAt(p);
            if (is == LookAhead.YES) {
                emitter.report("comment", base + p);
                comment = b == '/' && in[p + 1] == '*' ? Comments.BLOCK : Comments.LINE;
                return b == '#' ? p + 1 : p + 2;
            }
            return is == MORE ? MORE : NOTHING;
        }
        if (b == '.') {
            ahead.open(p);
            int is = ahead.startsWith(p, "..");
            return is == LookAhead.YES ? ellipsis(p, 1) : is == MORE ? MORE : NOTHING;
        }
        if (b < 0) {
            return beyondAscii(p);
        }
        return NOTHING;
    }

    private int ellipsis(int p, int width) {
        int e = p + width;
        while (e < to && in[e] == '.') {
            e++;
        }
        if (e == to && !last) {
            return MORE;
        }
        emitter.report("ellipsis", base + p);
        return e;
    }

    private int beyondAscii(int p) {
        int length = Utf8.sequence(in, p, to, last);
        if (length == Utf8.MORE) {
            return MORE;
        }
        int code = length == 2
                ? (in[p] & 0x1F) << 6 | (in[p + 1] & 0x3F)
                : length == 3 ? (in[p] & 0xF) << 12 | (in[p + 1] & 0x3F) << 6 | (in[p + 2] & 0x3F) : 0;
        switch (code) {
            case 0xFEFF, 0x200B -> {
                emitter.report("byte-order-mark", base + p);
                return p + length;
            }
            case 0xA0, 0x3000, 0x2009, 0x202F, 0x2028, 0x2029 -> {
                emitter.report("space", base + p);
                emitter.insert(' ');
                return p + length;
            }
            case 0x2026 -> {
                emitter.report("ellipsis", base + p);
                return p + length;
            }
            default -> {
                return NOTHING;
            }
        }
    }

    /** The ASCII structure that a full-width character at {@code p} stands for, or the byte itself. */
    private byte structureAt(int p) {
        if (in[p] == (byte) 0xEF && p + 2 < to && in[p + 1] == (byte) 0xBC) {
            return switch (in[p + 2]) {
                case (byte) 0x8C -> (byte) ',';
                case (byte) 0x9A -> (byte) ':';
                default -> in[p];
            };
        }
        return in[p];
    }

    private int widthAt(int p, byte structure) {
        return structure == in[p] ? 1 : 3;
    }

    private int beforeValue(int p) {
        int passed = between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = structureAt(p);
        switch (b) {
            case '{', '[', '(' -> {
                return open(p, b);
            }
            case '}', ']', ')' -> {
                return closerBeforeValue(p, b);
            }
            case ',', ';' -> {
                if (stack.inObject()) {
                    emitter.report("missing-value", base + p);
                    emitter.insert("null");
                    phase = AFTER_VALUE;
                    return p;
                }
                emitter.report("extra-comma", base + p);
                return p + widthAt(p, b);
            }
            case ':', '=' -> {
                if (stack.inObject()) {
                    emitter.report("extra-colon", base + p);
                    return p + widthAt(p, b);
                }
                throw new Refusal("a colon where a value was expected", base + p);
            }
            default -> {
                return quotesOrBare(p);
            }
        }
    }

    private int closerBeforeValue(int p, byte b) {
        int verdict = judgeCloser(p, b);
        if (verdict == MORE) {
            return MORE;
        }
        if (verdict != EXTRA_CLOSER) {
            if (stack.inObject()) {
                emitter.report("missing-value", base + p);
                emitter.insert("null");
            } else if (emitter.holding()) {
                emitter.report("trailing-comma", base + p);
                emitter.releaseWithoutFirst();
            }
            phase = AFTER_VALUE;
        }
        return closer(p, b, verdict);
    }

    private int open(int p, byte b) {
        if (stack.depth() >= maxDepth) {
            throw new Refusal("more than " + maxDepth + " containers are open", base + p);
        }
        emitter.release();
        if (b == '(') {
            emitter.report("tuple", base + p);
            emitter.insert('[');
            stack.push(ContainerStack.TUPLE);
        } else if (b == '[') {
            emitter.keep(p, p + 1);
            stack.push(ContainerStack.ARRAY);
        } else {
            emitter.hold();
            emitter.keep(p, p + 1);
            emitter.mark();
            stack.push(ContainerStack.OBJECT);
            first = true;
            phase = BEFORE_KEY;
            return p + 1;
        }
        phase = BEFORE_VALUE;
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
        phase = AFTER_VALUE;
        switch (kind) {
            case BareToken.NUMBER -> {
                emitter.keep(p, token.end);
                return token.end;
            }
            case BareToken.MENDABLE_NUMBER -> {
                emitter.report("number", base + p);
                Numbers.mend(in, p, token.end, emitter);
                return token.end;
            }
            case BareToken.HEXADECIMAL -> {
                emitter.report("number", base + p);
                Numbers.convert(in, p, token.end, emitter);
                return token.end;
            }
            case BareToken.LITERAL -> {
                return literal(p);
            }
            case BareToken.LONG_NUMBER -> {
                longNumber.start();
                emitter.keep(p, token.end);
                phase = IN_LONG_NUMBER;
                return token.end;
            }
            case BareToken.CALL -> {
                if (stack.depth() >= maxDepth) {
                    throw new Refusal("more than " + maxDepth + " containers are open", base + p);
                }
                emitter.report("call", base + p);
                stack.push(ContainerStack.CALL);
                phase = BEFORE_VALUE;
                return token.end;
            }
            case BareToken.PREFIX -> {
                emitter.report("string-prefix", base + p);
                phase = BEFORE_VALUE;
                return token.end;
            }
            default -> {
                emitter.report("unquoted", base + p);
                emitter.insert('"');
                string.start(JsonString.BARE, false, fenced);
                phase = IN_STRING;
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
        if (literal.isJson(in, p, length) && literal != Literal.NOT_A_NUMBER) {
            emitter.keep(p, token.end);
        } else {
            emitter.report(literal == Literal.NOT_A_NUMBER ? "not-a-number" : "literal", base + p);
            emitter.insert(literal.json());
        }
        return token.end;
    }

    private int startString(int p, int quotes, boolean key) {
        int width = Quotes.width(quotes);
        if (quotes == JsonString.DOUBLE) {
            emitter.keep(p, p + 1);
        } else {
            emitter.report(Quotes.report(quotes), base + p);
            emitter.insert('"');
        }
        string.start((byte) quotes, key, fenced);
        phase = IN_STRING;
        return p + width;
    }

    private int afterValue(int p) {
        int passed = between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = structureAt(p);
        if (stack.top() == ContainerStack.CALL && b != ')') {
            stack.pop();
            return p;
        }
        switch (b) {
            case ',', ';' -> {
                emitter.hold();
                if (in[p] == ',') {
                    emitter.keep(p, p + 1);
                } else {
                    emitter.report("comma", base + p);
                    emitter.insert(',');
                }
                emitter.mark();
                phase = stack.inObject() ? BEFORE_KEY : BEFORE_VALUE;
                return p + widthAt(p, b);
            }
            case '}', ']', ')' -> {
                return closer(p, b, judgeCloser(p, b));
            }
            case '`' -> {
                if (fenced) {
                    ahead.open(p);
                    int fence = ahead.startsWith(p, "```");
                    if (fence == MORE) {
                        return MORE;
                    }
                    if (fence == LookAhead.YES) {
                        complete(base + p, true);
                        return p;
                    }
                }
            }
            case ':', '=', '*', '%', '&', '|', '^', '!', '?', '<', '>', '@', '~', '\\' -> {
                throw new Refusal("'" + (char) b + "' where a comma or a closer was expected", base + p);
            }
            default -> {}
        }
        emitter.report("missing-comma", base + p);
        emitter.hold();
        emitter.insert(',');
        emitter.mark();
        phase = stack.inObject() ? BEFORE_KEY : BEFORE_VALUE;
        return p;
    }

    /** With the stack and what follows it, a closer may be right, wrong or extra, or another one may be missing. */
    private int judgeCloser(int p, byte b) {
        if (ContainerStack.closerOf(stack.top()) == b) {
            return RIGHT_CLOSER;
        }
        ahead.open(p);
        int q = ahead.skipSpace(p + 1);
        if (q >= ahead.end && ahead.mayGrow()) {
            return MORE;
        }
        boolean atEnd = q >= ahead.end;
        if (!stack.awaits(b)) {
            return atEnd || stack.depth() > 1 ? WRONG_CLOSER : EXTRA_CLOSER;
        }
        if (!atEnd && in[q] == ',' && stack.depth() == 2) {
            int key = ahead.keyAt(ahead.skipSpace(q + 1));
            return key == MORE ? MORE : key == LookAhead.YES ? WRONG_CLOSER : MISSING_CLOSER;
        }
        return MISSING_CLOSER;
    }

    private int closer(int p, byte b, int verdict) {
        switch (verdict) {
            case MORE -> {
                return MORE;
            }
            case RIGHT_CLOSER -> {
                return pop(p, b);
            }
            case WRONG_CLOSER -> {
                emitter.report("wrong-closer", base + p);
                return pop(p, b);
            }
            case EXTRA_CLOSER -> {
                emitter.report("extra-closer", base + p);
                return p + 1;
            }
            default -> {
                emitter.report("missing-closer", base + p);
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

    private void popMissing() {
        byte emitted = ContainerStack.emittedCloserOf(stack.pop());
        if (emitted != 0) {
            emitter.insert(emitted);
        }
    }

    private int beforeKey(int p) {
        int passed = between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = structureAt(p);
        switch (b) {
            case ',', ';' -> {
                emitter.report("extra-comma", base + p);
                return p + widthAt(p, b);
            }
            case '}', ']', ')' -> {
                int verdict = judgeCloser(p, b);
                if (verdict != MORE && verdict != EXTRA_CLOSER) {
                    endKeys(p);
                    phase = AFTER_VALUE;
                }
                return closer(p, b, verdict);
            }
            case '{', '[' -> {
                return containerBeforeKey(p, b);
            }
            default -> {}
        }
        int quotes = Quotes.openingAt(ahead, p);
        if (quotes == MORE) {
            return MORE;
        }
        if (quotes != Quotes.NONE) {
            emitter.mark();
            emitter.hold();
            return startString(p, quotes, true);
        }
        return bareKey(p);
    }

    /** Decides the comma or the brace that waited for a key that did not come. */
    private void endKeys(int p) {
        if (!emitter.holding()) {
            return;
        }
        if (first) {
            emitter.release();
            first = false;
        } else {
            emitter.report("trailing-comma", base + p);
            emitter.releaseWithoutFirst();
        }
    }

    private int containerBeforeKey(int p, byte b) {
        if (first && emitter.holding()) {
            if (b == '{') {
                emitter.report("extra-opener", base + p);
                return p + 1;
            }
            toSet(p);
            phase = BEFORE_VALUE;
            return p;
        }
        if (b == '{' && stack.belowTop() == ContainerStack.ARRAY) {
            // The next element begins although this one has not ended.
            emitter.report("missing-closer", base + p);
            endKeys(p);
            popMissing();
            emitter.hold();
            emitter.insert(',');
            emitter.mark();
            phase = BEFORE_VALUE;
            return p;
        }
        throw new Refusal("'" + (char) b + "' where a key was expected", base + p);
    }

    private void toSet(int p) {
        emitter.report("set", base + p);
        emitter.patchFirst('[');
        emitter.release();
        stack.replaceTop(ContainerStack.SET);
        first = false;
    }

    private int bareKey(int p) {
        ahead.open(p);
        int e = ahead.skipWord(p);
        if (e == p) {
            throw new Refusal("'" + (char) (in[p] & 0x7F) + "' where a key was expected", base + p);
        }
        int q = ahead.skipBlank(e);
        while (q < ahead.end && q > e && Characters.isWord(in[q])) {
            // Several words before a colon are one key.
            int word = ahead.skipWord(q);
            if (ahead.literal(q, word) || Characters.isDigit(in[q])) {
                break;
            }
            e = word;
            q = ahead.skipBlank(e);
        }
        if (q >= ahead.end) {
            if (ahead.mayGrow()) {
                return MORE;
            }
            if (ahead.endsText() && !(first && Numbers.judge(in, p, e, true) != Numbers.NONE)) {
                return to;
            }
            throw new Refusal("a key without its colon", base + p);
        }
        byte n = in[q];
        boolean value = Numbers.judge(in, p, e, false) != Numbers.NONE || ahead.literal(p, e);
        if (first && value && (n == ',' || n == '}')) {
            toSet(p);
            phase = BEFORE_VALUE;
            return p;
        }
        boolean colon = n == ':' || n == '=' || ((n & 0xFF) == 0xEF && q + 1 < to && (in[q + 1] & 0xFF) == 0xBC);
        if (!colon && (n == '"' || n == '\'')) {
            int key = ahead.keyAt(q);
            if (key == MORE) {
                return MORE;
            }
            if (key == LookAhead.YES) {
                emitter.report("stray-word", base + p);
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
                throw new Refusal("a key without its colon", base + p);
            }
        }
        return quoteBareKey(p, e, e);
    }

    private int quoteBareKey(int p, int e, int next) {
        for (int i = p; i < e; i++) {
            if (in[i] < 0) {
                int length = Utf8.sequence(in, i, e, true);
                if (length < 0) {
                    throw new Refusal("a key that is not UTF-8", base + i);
                }
                i += length - 1;
            }
        }
        emitter.mark();
        emitter.hold();
        emitter.report("unquoted-key", base + p);
        emitter.insert('"');
        for (int i = p; i < e; i++) {
            if (in[i] == '\t' || in[i] == '\r') {
                emitter.insert(' ');
            } else {
                emitter.keep(i, i + 1);
            }
        }
        emitter.insert('"');
        phase = AFTER_KEY;
        return next;
    }

    private int afterKey(int p) {
        int passed = between(p);
        if (passed >= 0 || passed == MORE) {
            return passed;
        }
        byte b = structureAt(p);
        switch (b) {
            case ':' -> {
                if (in[p] == ':') {
                    emitter.keep(p, p + 1);
                } else {
                    emitter.report("colon", base + p);
                    emitter.insert(':');
                }
                return beginValue(p + widthAt(p, b));
            }
            case '=' -> {
                if (p + 1 == to && !last) {
                    return MORE;
                }
                emitter.report("colon", base + p);
                emitter.insert(':');
                return beginValue(p + 1 < to && in[p + 1] == '>' ? p + 2 : p + 1);
            }
            case '}', ',', ';', ']', ')' -> {
                return keyWithoutValue(p, b);
            }
            default -> {}
        }
        if (Characters.isWord(b) || Characters.isAsciiQuote(b) || b == '{' || b == '[' || b == '-') {
            emitter.report("missing-colon", base + p);
            emitter.insert(':');
            return beginValue(p);
        }
        throw new Refusal("'" + (char) (b & 0x7F) + "' where a colon was expected", base + p);
    }

    private int beginValue(int next) {
        emitter.release();
        first = false;
        phase = BEFORE_VALUE;
        return next;
    }

    private int keyWithoutValue(int p, byte b) {
        if (first && emitter.holding() && b == ',') {
            ahead.open(p);
            int s = ahead.skipSpace(p + 1);
            int key = ahead.keyAt(s);
            if (key == MORE) {
                return MORE;
            }
            if (key == LookAhead.NO) {
                toSet(p);
                phase = AFTER_VALUE;
                return p;
            }
        }
        emitter.report("missing-value", base + p);
        emitter.insert(":null");
        beginValue(p);
        phase = AFTER_VALUE;
        return p;
    }

    private int afterDocument(int p) {
        if (top.readsOn() && !Characters.isSpace(in[p])) {
            int passed = between(p);
            if (passed >= 0 || passed == MORE) {
                return passed;
            }
        }
        int next = top.step(p, to, fenced);
        if (top.beginsValue()) {
            phase = BEFORE_VALUE;
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
        boolean cut = reports && (stack.depth() > 0 || phase == IN_STRING);
        if (phase == IN_LONG_NUMBER) {
            longNumber.complete();
        }
        if (cut) {
            emitter.report("truncated", inputOffset);
        }
        if (phase == IN_STRING && !string.isKey()) {
            emitter.insert('"');
        } else if (phase == IN_STRING && emitter.holding()) {
            emitter.dropToMark();
            dropComma();
        } else if (phase == IN_STRING) {
            emitter.insert("\":null");
        } else if (phase == AFTER_KEY) {
            emitter.insert(":null");
        } else if (phase == BEFORE_KEY || (phase == BEFORE_VALUE && !stack.inObject())) {
            dropComma();
        } else if (phase == BEFORE_VALUE) {
            emitter.insert("null");
        }
        emitter.release();
        first = false;
        while (stack.depth() > 0) {
            popMissing();
        }
        phase = AFTER_VALUE;
        comment = Comments.NONE;
    }

    private void dropComma() {
        if (emitter.holding() && !first) {
            emitter.releaseWithoutFirst();
        }
    }

    void save(StateWriter state) {
        state.writeByte(phase | comment << 3 | (fenced ? 0x20 : 0) | (first ? 0x40 : 0));
        stack.save(state);
        if (phase == IN_STRING) {
            string.save(state);
        } else if (phase == IN_LONG_NUMBER) {
            longNumber.save(state);
        }
        top.save(state);
    }

    void restore(StateReader state) {
        int bits = state.readByte();
        phase = bits & 7;
        comment = bits >> 3 & 3;
        if (phase > IN_LONG_NUMBER || comment > Comments.BLOCK) {
            throw new MalformedStateException("state has phase " + phase + " and comment " + comment);
        }
        fenced = (bits & 0x20) != 0;
        first = (bits & 0x40) != 0;
        stack.restore(state);
        if (phase == IN_STRING) {
            string.restore(state);
        } else if (phase == IN_LONG_NUMBER) {
            longNumber.restore(state);
        }
        top.restore(state);
    }
}
