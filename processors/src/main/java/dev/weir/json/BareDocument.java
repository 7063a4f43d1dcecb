package dev.weir.json;

import org.jspecify.annotations.Nullable;

/** Guesses what a text means that has to be JSON and begins with no container. */
final class BareDocument {

    private final LookAhead ahead;
    private final boolean numbers;
    private final boolean lists;
    private final boolean texts;
    private final boolean strings;

    private BareDocument(LookAhead ahead, Emitter emitter) {
        this.ahead = ahead;
        numbers = emitter.may(Rule.LOOSE_NUMBER);
        lists = emitter.may(Rule.BARE_LIST);
        texts = emitter.may(Rule.BARE_TEXT);
        strings = emitter.may(Rule.STRINGIFIED);
    }

    /** Looks with the view of the gate; null if no rule lets it guess. */
    static @Nullable BareDocument of(LookAhead ahead, Emitter emitter) {
        BareDocument bare = new BareDocument(ahead, emitter);
        return bare.numbers || bare.lists || bare.texts || bare.strings ? bare : null;
    }

    /**
     * Judges the text at {@code p}.
     *
     * @param verdict what the gate says of it; that stands unless something better is found
     * @return one of the gate's verdicts
     */
    int judge(int p, int verdict) {
        if (verdict == JsonGate.MORE || p >= ahead.end) {
            return verdict;
        }
        byte b = ahead.in[p];
        if (strings && b == '"') {
            int holds = holdsDocument(p + 1);
            if (holds != LookAhead.NO) {
                return holds == LookAhead.MORE ? JsonGate.MORE : JsonGate.STRINGIFIED;
            }
        }
        if (verdict != JsonGate.PROSE) {
            return verdict;
        }
        int number = numbers ? numberAt(p) : LookAhead.NO;
        if (number != LookAhead.NO) {
            return number == LookAhead.MORE ? JsonGate.MORE : JsonGate.JSON;
        }
        int list = lists ? listAt(p) : LookAhead.NO;
        if (list != LookAhead.NO) {
            return list == LookAhead.MORE ? JsonGate.MORE : b == '(' ? JsonGate.JSON : JsonGate.LIST;
        }
        return texts && (Characters.isWord(b) || Characters.isAsciiQuote(b)) ? text(p) : JsonGate.PROSE;
    }

    private int numberAt(int p) {
        int e = LooseNumbers.end(ahead, p, true);
        return e == LookAhead.MORE || e == LookAhead.NO ? e : endsAt(e);
    }

    /** Whether nothing but white space follows. */
    private int endsAt(int e) {
        int q = ahead.skipSpace(e);
        return q < ahead.end ? LookAhead.NO : ahead.atEdge(ahead.endsText() ? LookAhead.YES : LookAhead.NO);
    }

    /** Whether scalars with commas between them are there, as far as the view goes. */
    private int listAt(int p) {
        boolean tuple = ahead.in[p] == '(';
        int q = tuple ? ahead.skipSpace(p + 1) : p;
        boolean comma = false;
        while (q < ahead.end) {
            boolean quoted = ahead.in[q] == '"' || ahead.in[q] == '\'';
            int e = quoted ? ahead.skipString(q) : ahead.skipWord(ahead.in[q] == '+' ? q + 1 : q);
            if (e < 0) {
                return LookAhead.NO;
            }
            int t = ahead.skipSpace(e);
            if (t >= ahead.end) {
                boolean whole = ahead.endsText() && (quoted || isScalar(q, e));
                return ahead.atEdge(comma && (whole || !ahead.endsText()) ? LookAhead.YES : LookAhead.NO);
            }
            if (!quoted && !isScalar(q, e)) {
                return LookAhead.NO;
            }
            if (ahead.in[t] == (tuple ? ')' : ']')) {
                return comma ? endsAt(t + 1) : LookAhead.NO;
            }
            if (ahead.in[t] != ',') {
                return LookAhead.NO;
            }
            comma = true;
            q = ahead.skipSpace(t + 1);
            if (tuple && q < ahead.end && ahead.in[q] == ')') {
                return endsAt(q + 1);
            }
        }
        return ahead.atEdge(comma ? LookAhead.YES : LookAhead.NO);
    }

    private boolean isScalar(int from, int to) {
        return Numbers.judge(ahead.in, from, to, false) != Numbers.NONE || ahead.literal(from, to);
    }

    /** A text is held back until it has ended, or has something that may be JSON, or is too long. */
    private int text(int p) {
        for (int i = p; i < ahead.end; i++) {
            byte b = ahead.in[i];
            if (b == '{' || b == '[' || b == '`') {
                return JsonGate.PROSE;
            }
        }
        return ahead.mayGrow() ? JsonGate.MORE : ahead.endsText() ? JsonGate.TEXT : JsonGate.PROSE;
    }

    /** Whether the string that begins before {@code p} holds a container with quotes or nothing in it, or numbers. */
    private int holdsDocument(int p) {
        int q = ahead.skipSpace(p);
        boolean arrays = false;
        while (q < ahead.end && ahead.in[q] == '[') {
            arrays = true;
            q = skipBlanks(q + 1);
        }
        boolean object = q < ahead.end && ahead.in[q] == '{';
        if (object) {
            q = skipBlanks(q + 1);
        }
        if (q + 1 >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        if (!object && !arrays) {
            return LookAhead.NO;
        }
        if (ahead.in[q] == '\\' && ahead.in[q + 1] == '"') {
            return LookAhead.YES;
        }
        return object && ahead.in[q] != '}' ? LookAhead.NO : closersAndNumbers(q);
    }

    /** Passes blanks, and line ends and tabs as a string has them. */
    private int skipBlanks(int p) {
        int q = p;
        while (q < ahead.end) {
            boolean escape = ahead.in[q] == '\\' && q + 1 < ahead.end && isBlankEscape(ahead.in[q + 1]);
            if (!escape && ahead.in[q] != ' ') {
                return q;
            }
            q += escape ? 2 : 1;
        }
        return q;
    }

    private static boolean isBlankEscape(byte b) {
        return b == 'n' || b == 'r' || b == 't';
    }

    private int closersAndNumbers(int p) {
        int q = p;
        byte before = 0;
        while (q < ahead.end && ahead.in[q] != '"') {
            byte b = ahead.in[q];
            boolean blank = b == '\\' && q + 1 < ahead.end && isBlankEscape(ahead.in[q + 1]);
            boolean part = Characters.isDigit(b) || b == ',' || b == '.' || b == '-' || b == '[' || b == ' ';
            if (!blank && !part && b != ']' && b != '}') {
                return b == '\\' && q + 1 >= ahead.end ? ahead.atEdge(LookAhead.NO) : LookAhead.NO;
            }
            before = blank || b == ' ' ? before : b;
            q += blank ? 2 : 1;
        }
        return q >= ahead.end
                ? ahead.atEdge(LookAhead.NO)
                : before == ']' || before == '}' ? LookAhead.YES : LookAhead.NO;
    }

    /** Sends a text as a string, and the white space behind it as it is. */
    static void emitText(byte[] in, int from, int to, Emitter emitter) {
        int end = to;
        while (end > from && Characters.isSpace(in[end - 1])) {
            end--;
        }
        emitter.insert('"');
        int p = from;
        while (p < end) {
            byte b = in[p];
            int length = b < 0 ? Utf8.sequence(in, p, end, true) : 1;
            if (b == '"' || b == '\\') {
                emitter.insert('\\');
            } else if (b >= 0 && b < 0x20) {
                emitter.insert(b == '\n' ? "\\n" : b == '\t' ? "\\t" : String.format("\\u%04x", b));
                p++;
                continue;
            } else if (length < 0) {
                emitter.insert(0xEF);
                emitter.insert(0xBF);
                emitter.insert(0xBD);
                p -= length;
                continue;
            }
            emitter.keep(p, p + length);
            p += length;
        }
        emitter.insert('"');
        emitter.keep(end, to);
    }
}
