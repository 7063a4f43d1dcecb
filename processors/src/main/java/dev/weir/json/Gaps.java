package dev.weir.json;

/** What may stand anywhere between tokens: white space, comments, ellipses, stray byte order marks. */
final class Gaps {

    /** The answer for a byte that is part of a token. */
    static final int NOTHING = -2;

    private static final int MORE = LookAhead.MORE;
    /** How much text a gap holds back; behind more of it, what waits goes, a comma too. */
    static final int MAX_HELD_BYTES = 1 << 12;

    private final Progress at;
    private final LookAhead ahead;
    private final Emitter emitter;

    /** The kind of comment at hand. */
    int comment;

    Gaps(Progress at) {
        this.at = at;
        ahead = at.ahead;
        emitter = at.emitter;
    }

    int inComment(int p) {
        int e = Comments.end(at.in, p, at.to, comment);
        if (e < at.to || (comment == Comments.BLOCK && e > p + 1 && at.in[e - 1] == '/' && at.in[e - 2] == '*')) {
            comment = Comments.NONE;
            return e;
        }
        boolean star = comment == Comments.BLOCK && !at.last && at.in[at.to - 1] == '*';
        return !star ? at.to : at.to - 1 > p ? at.to - 1 : MORE;
    }

    private int space(int p) {
        int e = p + 1;
        while (e < at.to && Characters.isSpace(at.in[e])) {
            e++;
        }
        if (at.careful) {
            for (int i = e - 1; i >= p; i--) {
                if (at.in[i] == '\n') {
                    at.indent = e - 1 - i;
                    at.lineAt = e;
                    break;
                }
            }
        }
        letGo(e - p);
        emitter.keep(p, e);
        return e;
    }

    /** Makes room for more bytes: what waits goes if they are too many to wait with it. */
    private void letGo(int more) {
        if (!emitter.holding() || emitter.heldLength() + more <= MAX_HELD_BYTES) {
            return;
        }
        boolean comma = !at.first && at.phase != Progress.AFTER_KEY;
        emitter.release();
        at.first = false;
        if (comma) {
            emitter.oweElement();
        }
    }

    /**
     * What may stand anywhere between tokens: white space, comments, stray byte order marks.
     *
     * @return the byte after it, {@link #NOTHING}, or {@link #MORE}
     */
    int between(int p) {
        byte b = at.in[p];
        if (Characters.isSpace(b)) {
            return space(p);
        }
        if (b == '/' || b == '#') {
            ahead.open(p);
            int is = ahead.commentAt(p);
            if (is == LookAhead.YES) {
                emitter.report(Rule.COMMENT, at.base + p);
                comment = b == '/' && at.in[p + 1] == '*' ? Comments.BLOCK : Comments.LINE;
                return b == '#' ? p + 1 : p + 2;
            }
            return is == MORE ? MORE : NOTHING;
        }
        if (b == '.') {
            ahead.open(p);
            int is = ahead.startsWith(p, "..");
            if (is == LookAhead.YES) {
                emitter.report(Rule.ELLIPSIS, at.base + p);
                comment = Comments.DOTS;
                return p + 2;
            }
            return is == MORE ? MORE : NOTHING;
        }
        if (b < 0) {
            return beyondAscii(p);
        }
        return NOTHING;
    }

    private int beyondAscii(int p) {
        int length = Utf8.sequence(at.in, p, at.to, at.last);
        if (length == Utf8.MORE) {
            return MORE;
        }
        int code = length == 2
                ? (at.in[p] & 0x1F) << 6 | (at.in[p + 1] & 0x3F)
                : length == 3 ? (at.in[p] & 0xF) << 12 | (at.in[p + 1] & 0x3F) << 6 | (at.in[p + 2] & 0x3F) : 0;
        if (Character.isSpaceChar(code)) {
            emitter.report(Rule.SPACE, at.base + p);
            letGo(1);
            emitter.insert(' ');
            return p + length;
        }
        switch (code) {
            case 0xFEFF, 0x200B, 0x2060, 0x180E -> {
                emitter.report(Rule.BYTE_ORDER_MARK, at.base + p);
                return p + length;
            }
            case 0x2026 -> {
                emitter.report(Rule.ELLIPSIS, at.base + p);
                return p + length;
            }
            default -> {
                return NOTHING;
            }
        }
    }

    /** The ASCII structure that a full-width character at {@code p} stands for, or the byte itself. */
    byte structureAt(int p) {
        if (at.in[p] == (byte) 0xEF && p + 2 < at.to && at.in[p + 1] == (byte) 0xBC) {
            return switch (at.in[p + 2]) {
                case (byte) 0x8C -> (byte) ',';
                case (byte) 0x9A -> (byte) ':';
                default -> at.in[p];
            };
        }
        return at.in[p];
    }

    int widthAt(int p, byte structure) {
        return structure == at.in[p] ? 1 : 3;
    }
}
