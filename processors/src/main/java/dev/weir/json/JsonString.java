package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * The automaton inside strings: it copies what is valid, escapes what has to be, and finds where a string ends, however
 * its quotes are written.
 */
final class JsonString {

    static final byte DOUBLE = 1;
    static final byte SINGLE = 2;
    static final byte BACKTICK = 3;
    static final byte CURLY_DOUBLE = 4;
    static final byte CURLY_SINGLE = 5;
    /** Three double quotes at either end. */
    static final byte TRIPLE = 6;
    /** Two double quotes at either end. */
    static final byte DOUBLED = 7;
    /** No quotes at all: ends where a delimiter does. */
    static final byte BARE = 8;
    /** The entity for a quote at either end. */
    static final byte HTML = 9;
    /** Three apostrophes at either end. */
    static final byte TRIPLE_SINGLE = 10;

    private final LookAhead ahead;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final ClosingQuote closing;
    private final LineEnds lineEnds;
    private final LostQuote lostQuote;
    private final KnownKeys knownKeys;

    private byte kind;
    private boolean key;
    private boolean odd;
    /** The last byte of the string so far, 0 if it has none. */
    private byte before;

    private boolean fenced;
    private boolean closed;

    /** Input offset of index 0 of the array at hand, for reports. */
    long base;

    JsonString(LookAhead ahead, ContainerStack stack, Emitter emitter, KnownKeys knownKeys) {
        this.knownKeys = knownKeys;
        this.ahead = ahead;
        this.stack = stack;
        this.emitter = emitter;
        this.closing = new ClosingQuote(ahead, stack);
        this.lostQuote = new LostQuote(ahead, stack);
        this.lineEnds = new LineEnds(ahead, stack);
    }

    /** Begins a string whose opening quote has been emitted. */
    void start(byte quotes, boolean isKey, boolean inFence) {
        kind = quotes;
        key = isKey;
        odd = false;
        before = 0;
        fenced = inFence;
        closed = false;
    }

    boolean isKey() {
        return key;
    }

    /** Whether the last step ended the string; its closing quote has been emitted then. */
    boolean closed() {
        return closed;
    }

    /**
     * Goes on in the string.
     *
     * @return the byte after the string if it {@link #closed}; else the first byte that is still undecided, or {@code to}
     */
    int step(byte[] in, int p, int to, boolean last) {
        int next = scan(in, p, to, last);
        ahead.grantAll();
        if (!closed && next > p) {
            before = in[next - 1];
        }
        return next;
    }

    private int scan(byte[] in, int begin, int to, boolean last) {
        int stops = stops();
        int p = begin;
        int from = p;
        while (true) {
            p = StringScan.skip(in, p, to, stops);
            if (p == to) {
                return wait(in, from, to, last);
            }
            byte b = in[p];
            if (b < 0) {
                int length = Utf8.sequence(in, p, to, last);
                if (length == Utf8.MORE) {
                    return wait(in, from, p, last);
                }
                if (length < 0) {
                    int pair = Utf8.surrogates(in, p, to, last);
                    if (pair == Utf8.MORE) {
                        return wait(in, from, p, false);
                    }
                    emitter.keep(from, p);
                    emitter.report(Rule.INVALID_UTF8, base + p);
                    if (pair > 0) {
                        insertPair(in, p);
                    } else {
                        emitter.insert(0xEF);
                        emitter.insert(0xBF);
                        emitter.insert(0xBD);
                    }
                    from = p += pair > 0 ? pair : -length;
                    emitter.decide(from);
                    continue;
                }
                if (length != 3 || !isCurlyCandidate(in, p)) {
                    p += length;
                    continue;
                }
            }
            ahead.grant(base + p);
            int next;
            if (b == '\\') {
                next = escape(in, from, p, to, last);
            } else if (b >= 0 && b < 0x20) {
                next = control(in, from, p, p > begin ? in[p - 1] : before);
            } else if (kind == BARE) {
                next = bare(in, from, p, p > begin ? in[p - 1] : before);
            } else if (b == ':') {
                next = colonInKey(in, from, p);
            } else {
                next = quote(in, from, p, to, last, p > begin ? in[p - 1] : before);
            }
            if (closed && kind == DOUBLE && !ahead.unsound) {
                return next;
            }
            if (next == LookAhead.MORE) {
                return wait(in, from, p, last);
            }
            ahead.charge();
            if (closed) {
                return next;
            }
            if (next < 0) {
                // ~n: the bytes before n are plain and not yet emitted.
                p = ~next;
            } else {
                p = next;
                from = next;
                emitter.decide(next);
            }
            // A concatenation may have changed the quotes.
            stops = stops();
        }
    }

    /** Emits the character that two surrogates of three bytes each stand for. */
    private void insertPair(byte[] in, int p) {
        int high = ((in[p + 1] & 0xF) << 6) | (in[p + 2] & 0x3F);
        int character = 0x10000 + ((high << 10) | ((in[p + 4] & 0xF) << 6) | (in[p + 5] & 0x3F));
        emitter.insert(0xF0 | (character >> 18));
        for (int shift = 12; shift >= 0; shift -= 6) {
            emitter.insert(0x80 | ((character >> shift) & 0x3F));
        }
    }

    private int stops() {
        int ofKind = switch (kind) {
            case SINGLE, TRIPLE_SINGLE -> StringScan.SINGLE;
            case HTML -> StringScan.AMPERSAND;
            case BACKTICK -> StringScan.BACKTICK;
            case BARE -> StringScan.BARE;
            default -> 0;
        };
        return StringScan.ALL | ofKind | (key ? StringScan.KEY : 0);
    }

    /** Emits what is decided before {@code p}; structure that the string may turn out to lack its quote before is not. */
    private int wait(byte[] in, int from, int p, boolean last) {
        int decided = key || kind == BARE ? p : LostQuote.structure(in, from, p);
        if (last && decided < p && lostQuote.closesAll(in, decided, p)) {
            return closeBefore(from, decided);
        }
        emitter.keep(from, last ? p : decided);
        return last ? p : decided;
    }

    private boolean isCurlyCandidate(byte[] in, int p) {
        if (in[p] != (byte) 0xE2 || in[p + 1] != (byte) 0x80) {
            return false;
        }
        byte third = in[p + 2];
        return kind == CURLY_DOUBLE ? third == (byte) 0x9D : kind == CURLY_SINGLE && third == (byte) 0x99;
    }

    private int quote(byte[] in, int from, int p, int to, boolean last, byte previous) {
        byte b = in[p];
        if (b == '"' && (kind == SINGLE || kind == BACKTICK || kind == TRIPLE_SINGLE || kind == HTML)) {
            return escapeQuote(from, p);
        }
        int length = b == '"' || b == '\'' || b == '`' ? 1 : kind == HTML ? Quotes.HTML_QUOTE.length() : 3;
        if (kind == TRIPLE || kind == DOUBLED || kind == TRIPLE_SINGLE) {
            length = kind == DOUBLED ? 2 : 3;
            for (int i = 1; i < length; i++) {
                if (p + i == to && !last) {
                    return LookAhead.MORE;
                }
                if (p + i == to || in[p + i] != b) {
                    return b == '"' ? escapeQuote(from, p) : ~(p + 1);
                }
            }
            return close(from, p, p + length);
        }
        if (b == '&') {
            ahead.open(p);
            int entity = ahead.startsWith(p, Quotes.HTML_QUOTE);
            if (entity != LookAhead.YES) {
                return entity == LookAhead.MORE ? LookAhead.MORE : ~(p + 1);
            }
        }
        int verdict = closing.judge(p + length, key, odd, previous);
        switch (verdict) {
            case LookAhead.MORE -> {
                return LookAhead.MORE;
            }
            case ClosingQuote.CLOSES -> {
                return close(from, p, p + length);
            }
            case ClosingQuote.JOINS -> {
                emitter.keep(from, p);
                emitter.report(Rule.CONCATENATION, base + p);
                int plus = ahead.skipSpace(p + length);
                int next = ahead.skipSpace(plus + 1);
                kind = in[next] == '"' ? DOUBLE : SINGLE;
                return next + 1;
            }
            default -> {}
        }
        int structure = key ? p : LostQuote.structure(in, from, p);
        if (structure < p) {
            int separates = lostQuote.separates(in, structure, p);
            if (separates != LookAhead.NO) {
                return separates == LookAhead.MORE ? LookAhead.MORE : closeBefore(from, structure);
            }
        }
        odd = !odd;
        return b == '"' ? escapeQuote(from, p) : ~(p + length);
    }

    private int escapeQuote(int from, int p) {
        emitter.keep(from, p);
        if (kind == DOUBLE || kind == CURLY_DOUBLE) {
            emitter.report(Rule.UNESCAPED_QUOTE, base + p);
        }
        emitter.insert('\\');
        emitter.keep(p, p + 1);
        return p + 1;
    }

    private int close(int from, int p, int after) {
        closed = true;
        if (kind == DOUBLE) {
            emitter.keep(from, after);
        } else {
            emitter.keep(from, p);
            emitter.insert('"');
        }
        return after;
    }

    /** Ends a string that lacks its closing quote. */
    private int closeBefore(int from, int p) {
        closed = true;
        emitter.keep(from, p);
        if (kind != BARE) {
            emitter.report(Rule.MISSING_QUOTE, base + p);
        }
        emitter.insert('"');
        return p;
    }

    private int colonInKey(byte[] in, int from, int p) {
        int missing = lineEnds.keyEndsAt(p, knownKeys.hasHeld(in, from, p));
        return missing == LookAhead.MORE ? LookAhead.MORE : missing == LookAhead.YES ? closeBefore(from, p) : ~(p + 1);
    }

    private int control(byte[] in, int from, int p, byte previous) {
        byte b = in[p];
        if (b == '\n' || b == '\r') {
            if (kind == BARE) {
                return closeBefore(from, p);
            }
            int ends = key ? LookAhead.NO : lineEnds.valueEndsAt(p, fenced);
            if (ends == LookAhead.MORE) {
                return LookAhead.MORE;
            }
            if (ends == LookAhead.YES) {
                int structure = LostQuote.structure(in, from, p);
                return closeBefore(from, lostQuote.endsLine(in, structure, p) ? structure : p);
            }
        }
        if (b == '\t' && kind == BARE) {
            return bare(in, from, p, previous);
        }
        emitter.keep(from, p);
        emitter.report(Rule.CONTROL_CHARACTER, base + p);
        emitter.insert('\\');
        switch (b) {
            case '\n' -> emitter.insert('n');
            case '\r' -> emitter.insert('r');
            case '\t' -> emitter.insert('t');
            case '\b' -> emitter.insert('b');
            case '\f' -> emitter.insert('f');
            default -> {
                emitter.insert(b < 0x10 ? "u000" : "u001");
                emitter.insert(Character.forDigit(b & 0xF, 16));
            }
        }
        return p + 1;
    }

    private int escape(byte[] in, int from, int p, int to, boolean last) {
        if (kind == BARE) {
            return doubleBackslash(from, p);
        }
        if (p + 1 == to) {
            return last ? dropCut(from, p, to) : LookAhead.MORE;
        }
        switch (in[p + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return ~(p + 2);
            }
            case 'u' -> {
                for (int i = p + 2; i < p + 6; i++) {
                    if (i == to) {
                        return last ? dropCut(from, p, to) : LookAhead.MORE;
                    }
                    if (!Characters.isHex(in[i])) {
                        return doubleBackslash(from, p);
                    }
                }
                return ~(p + 6);
            }
            case '\'', '`', '\n' -> {
                emitter.keep(from, p);
                emitter.report(Rule.INVALID_ESCAPE, base + p);
                if (in[p + 1] == '\n') {
                    return p + 1;
                }
                emitter.keep(p + 1, p + 2);
                return p + 2;
            }
            case 'x' -> {
                if (kind == SINGLE) {
                    return hexEscape(in, from, p, to, last);
                }
                return doubleBackslash(from, p);
            }
            default -> {
                return doubleBackslash(from, p);
            }
        }
    }

    /** Python writes characters below 256 as {@code \x} and two digits. */
    private int hexEscape(byte[] in, int from, int p, int to, boolean last) {
        for (int i = p + 2; i < p + 4; i++) {
            if (i == to) {
                return last ? dropCut(from, p, to) : LookAhead.MORE;
            }
            if (!Characters.isHex(in[i])) {
                return doubleBackslash(from, p);
            }
        }
        emitter.keep(from, p);
        emitter.report(Rule.INVALID_ESCAPE, base + p);
        emitter.insert("\\u00");
        emitter.keep(p + 2, p + 4);
        return p + 4;
    }

    private int doubleBackslash(int from, int p) {
        emitter.keep(from, p);
        emitter.report(Rule.INVALID_ESCAPE, base + p);
        emitter.insert('\\');
        emitter.keep(p, p + 1);
        return p + 1;
    }

    /** Drops an escape that the end of the text cuts off. */
    private int dropCut(int from, int p, int to) {
        emitter.keep(from, p);
        emitter.report(Rule.TRUNCATED_ESCAPE, base + p);
        return to;
    }

    /** A byte that may end text without quotes. */
    private int bare(byte[] in, int from, int p, byte previous) {
        byte b = in[p];
        if (b == '"') {
            return quoteInBare(from, p, previous);
        }
        int ends = b == ' ' || b == '\t' ? blankEnds(in, p) : delimiterEnds(b, p);
        if (ends == LookAhead.MORE) {
            return LookAhead.MORE;
        }
        if (ends != ClosingQuote.CONTENT) {
            return closeBefore(from, p);
        }
        if (b == '\t') {
            emitter.keep(from, p);
            emitter.insert("\\t");
            return p + 1;
        }
        return ~(p + 1);
    }

    private int quoteInBare(int from, int p, byte previous) {
        int verdict = closing.judge(p + 1, false, odd, previous);
        if (verdict == LookAhead.MORE) {
            return LookAhead.MORE;
        }
        if (verdict == ClosingQuote.CLOSES) {
            closeBefore(from, p);
            return p + 1;
        }
        if (stack.inObject()) {
            ahead.open(p);
            int keyAhead = ahead.keyAt(p);
            if (keyAhead != LookAhead.NO) {
                return keyAhead == LookAhead.MORE ? LookAhead.MORE : closeBefore(from, p);
            }
        }
        odd = !odd;
        return escapeQuote(from, p);
    }

    private int delimiterEnds(byte b, int p) {
        if (b != ',') {
            return stack.awaits(b) ? ClosingQuote.CLOSES : ClosingQuote.CONTENT;
        }
        ahead.open(p);
        int separates = closing.commaSeparates(p + 1);
        return separates == ClosingQuote.CONTENT ? knownKeys.wordAt(p + 1, true) : separates;
    }

    private int blankEnds(byte[] in, int p) {
        ahead.open(p);
        int q = ahead.skipBlank(p);
        if (q >= ahead.end) {
            return ahead.atEdge(ahead.endsText() ? ClosingQuote.CLOSES : ClosingQuote.CONTENT);
        }
        switch (in[q]) {
            case '\n' -> {
                return ClosingQuote.CLOSES;
            }
            case ',' -> {
                return closing.commaSeparates(q + 1);
            }
            case '}', ']', ')' -> {
                return delimiterEnds(in[q], q);
            }
            case '/', '#' -> {
                return ahead.commentAt(q);
            }
            case '"' -> {
                return stack.inObject() ? ahead.keyAt(q) : ClosingQuote.CONTENT;
            }
            default -> {
                return knownKeys.wordAt(q, false);
            }
        }
    }

    void save(StateWriter state) {
        state.writeByte(kind | (key ? 0x10 : 0) | (odd ? 0x20 : 0) | (fenced ? 0x40 : 0));
        state.writeByte(before);
    }

    void restore(StateReader state) {
        int bits = state.readByte();
        kind = (byte) (bits & 0xF);
        if (kind < DOUBLE || kind > TRIPLE_SINGLE) {
            throw new MalformedStateException("state has quotes " + kind + " where 1 to 10 was expected");
        }
        key = (bits & 0x10) != 0;
        odd = (bits & 0x20) != 0;
        fenced = (bits & 0x40) != 0;
        before = (byte) state.readByte();
    }
}
