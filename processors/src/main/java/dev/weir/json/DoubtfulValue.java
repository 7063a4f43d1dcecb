package dev.weir.json;

import dev.weir.json.schema.SchemaGuide;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value without quotes as its place in the schema has it, where the text alone leaves that open: a word as the
 * value that it names, {@code 007} as a number or a string. What is JSON as it stands is none of its business.
 */
final class DoubtfulValue {

    /** The answer for a value that is to be read as it stands. */
    static final int NONE = -2;
    /** The answer for a value that is to become a string. */
    static final int TEXT = -3;

    private static final int MORE = LookAhead.MORE;
    /** Longer words name no value. */
    private static final int MAX_WORDS_BYTES = 256;

    private static final String[] YES = {"yes", "y", "on", "t"};
    private static final String[] NO = {"no", "n", "off", "f"};

    private final Progress at;
    private final LookAhead ahead;
    private final Emitter emitter;
    private final @Nullable SchemaWalk schema;
    private final boolean looseNumbers;

    DoubtfulValue(Progress at) {
        this.at = at;
        ahead = at.ahead;
        emitter = at.emitter;
        schema = emitter.may(Rule.SCHEMA_TYPE) ? at.schema : null;
        looseNumbers = emitter.may(Rule.LOOSE_NUMBER);
    }

    /**
     * Reads the value at {@code p}.
     *
     * @param token what it is by itself; not one of JSON's own literals
     * @param kind its kind
     * @return the byte after the value, {@link #NONE}, {@link #TEXT} or {@link LookAhead#MORE}
     */
    int step(int p, BareToken token, int kind) {
        switch (kind) {
            case BareToken.LONG_NUMBER, BareToken.CALL, BareToken.PREFIX -> {
                return NONE;
            }
            case BareToken.NUMBER -> {
                if (at.stack.depth() > 0 || token.end == at.to || at.in[token.end] != ',') {
                    return NONE;
                }
            }
            default -> {}
        }
        int next = schema == null ? NONE : guided(schema, p, token, kind);
        return next == NONE && looseNumbers && isOpen(kind) ? number(p, Rule.LOOSE_NUMBER) : next;
    }

    private static boolean isOpen(int kind) {
        return kind == BareToken.TEXT || kind == BareToken.NUMBER;
    }

    private int guided(SchemaWalk walk, int p, BareToken token, int kind) {
        SchemaGuide guide = walk.guide();
        int node = walk.place();
        boolean string = guide.allows(node, SchemaGuide.Type.STRING);
        if (isOpen(kind) ? string && !guide.namesValues(node) : fits(guide, node, token, kind)) {
            return NONE;
        }
        int end = end(p);
        if (end == MORE) {
            return MORE;
        }
        byte[] value = end == NONE ? null : value(guide, node, p, end, string);
        if (value != null) {
            begin(p, Rule.SCHEMA_TYPE);
            for (byte b : value) {
                emitter.insert(b);
            }
            return end;
        }
        if (!isOpen(kind)) {
            // Null where none is allowed is a loss that a string would hide.
            return string && token.literal != Literal.NULL ? TEXT : NONE;
        }
        return !string && isNumber(guide, node) ? number(p, Rule.SCHEMA_TYPE) : NONE;
    }

    private static boolean fits(SchemaGuide guide, int node, BareToken token, int kind) {
        if (kind != BareToken.LITERAL) {
            return isNumber(guide, node);
        }
        boolean truth = token.literal == Literal.TRUE || token.literal == Literal.FALSE;
        return guide.allows(node, truth ? SchemaGuide.Type.BOOLEAN : SchemaGuide.Type.NULL);
    }

    private static boolean isNumber(SchemaGuide guide, int node) {
        return guide.allows(node, SchemaGuide.Type.NUMBER) || guide.allows(node, SchemaGuide.Type.INTEGER);
    }

    /** The value that the words stand for; null if they stand for none. */
    private byte @Nullable [] value(SchemaGuide guide, int node, int p, int end, boolean string) {
        byte[] named = guide.enumMatch(node, at.in, p, end);
        if (named != null || string || !guide.allows(node, SchemaGuide.Type.BOOLEAN)) {
            return named;
        }
        return isOneOf(YES, p, end) ? Literal.TRUE.bytes() : isOneOf(NO, p, end) ? Literal.FALSE.bytes() : null;
    }

    private boolean isOneOf(String[] words, int p, int end) {
        for (String word : words) {
            boolean same = word.length() == end - p;
            for (int i = 0; same && i < word.length(); i++) {
                same = (at.in[p + i] | 0x20) == word.charAt(i);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Where words end that a delimiter follows, {@link #NONE} or {@link LookAhead#MORE}. */
    private int end(int p) {
        ahead.open(p);
        byte[] in = ahead.in;
        int e = p;
        while (e < ahead.end && !delimits(in[e])) {
            if (in[e] == '"' || in[e] == '{' || in[e] == '[') {
                return NONE;
            }
            if ((in[e] == '/' || in[e] == '#') && e > p && Characters.isSpace(in[e - 1])) {
                int comment = ahead.commentAt(e);
                if (comment != LookAhead.NO) {
                    return comment == MORE ? MORE : trimmed(p, e);
                }
            }
            if (++e - p > MAX_WORDS_BYTES) {
                return NONE;
            }
        }
        return e < ahead.end || ahead.endsText() ? trimmed(p, e) : ahead.atEdge(NONE);
    }

    private boolean delimits(byte b) {
        return switch (b) {
            case ',', ';', '}', ']', '\n', '\r' -> true;
            case ')' -> at.stack.awaits(b);
            default -> false;
        };
    }

    private int trimmed(int p, int end) {
        int e = end;
        while (e > p && Characters.isSpace(at.in[e - 1])) {
            e--;
        }
        return e > p ? e : NONE;
    }

    private int number(int p, Rule rule) {
        ahead.open(p);
        boolean grouped = at.stack.inObject() || at.stack.depth() == 0;
        int end = LooseNumbers.end(ahead, p, grouped);
        if (end == MORE || end == LookAhead.NO) {
            return end == MORE ? MORE : NONE;
        }
        begin(p, rule);
        LooseNumbers.emit(at.in, p, end, emitter);
        return end;
    }

    private void begin(int p, Rule rule) {
        emitter.report(rule, at.base + p);
        emitter.release();
        at.phase = Progress.AFTER_VALUE;
    }
}
