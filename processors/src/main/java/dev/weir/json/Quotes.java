package dev.weir.json;

/** Tells which quotes a string opens with; the kinds are those of {@link JsonString}. */
final class Quotes {

    static final int NONE = 0;
    /** How HTML writes a double quote. */
    static final String HTML_QUOTE = "&quot;";

    private Quotes() {}

    /** The kind of quotes at {@code p}, {@link #NONE} or {@link LookAhead#MORE}. */
    static int openingAt(LookAhead ahead, int p) {
        switch (ahead.in[p]) {
            case '"' -> {
                ahead.open(p);
                return doubleAt(ahead, p);
            }
            case '\'' -> {
                ahead.open(p);
                int triple = ahead.startsWith(p, "'''");
                return triple == LookAhead.MORE
                        ? triple
                        : triple == LookAhead.YES ? JsonString.TRIPLE_SINGLE : JsonString.SINGLE;
            }
            case '&' -> {
                ahead.open(p);
                int entity = ahead.startsWith(p, HTML_QUOTE);
                return entity == LookAhead.MORE ? entity : entity == LookAhead.YES ? JsonString.HTML : NONE;
            }
            case '`' -> {
                return JsonString.BACKTICK;
            }
            case (byte) 0xE2 -> {
                ahead.open(p);
                return curlyAt(ahead, p);
            }
            default -> {
                return NONE;
            }
        }
    }

    private static int doubleAt(LookAhead ahead, int p) {
        if (p + 1 >= ahead.end) {
            return ahead.atEdge(JsonString.DOUBLE);
        }
        if (ahead.in[p + 1] != '"') {
            return JsonString.DOUBLE;
        }
        if (p + 2 >= ahead.end) {
            return ahead.atEdge(JsonString.DOUBLE);
        }
        if (ahead.in[p + 2] == '"') {
            return JsonString.TRIPLE;
        }
        if (isBehindEmptyString(ahead.in[p + 2])) {
            return JsonString.DOUBLE;
        }
        // Two quotes before text are either doubled, and then the next ones are too, or one of them is content.
        for (int i = p + 2; i < ahead.end; i++) {
            if (ahead.in[i] == '\\') {
                i++;
                continue;
            }
            if (ahead.in[i] == '\n') {
                return JsonString.DOUBLE;
            }
            if (ahead.in[i] == '"') {
                return i + 1 >= ahead.end
                        ? ahead.atEdge(JsonString.DOUBLE)
                        : ahead.in[i + 1] == '"' ? JsonString.DOUBLED : JsonString.DOUBLE;
            }
        }
        return ahead.atEdge(JsonString.DOUBLE);
    }

    private static boolean isBehindEmptyString(byte b) {
        return switch (b) {
            case ',', ':', ';', '}', ']', ')', '/', '#', '=' -> true;
            default -> Characters.isSpace(b);
        };
    }

    private static int curlyAt(LookAhead ahead, int p) {
        if (p + 2 >= ahead.end) {
            return ahead.atEdge(NONE);
        }
        if (ahead.in[p + 1] != (byte) 0x80) {
            return NONE;
        }
        return switch (ahead.in[p + 2] & 0xFF) {
            case 0x9C, 0x9D, 0x9E -> JsonString.CURLY_DOUBLE;
            case 0x98, 0x99, 0x9A -> JsonString.CURLY_SINGLE;
            default -> NONE;
        };
    }

    /** How many bytes the opening quotes have. */
    static int width(int quotes) {
        return switch (quotes) {
            case JsonString.HTML -> HTML_QUOTE.length();
            case JsonString.TRIPLE, JsonString.TRIPLE_SINGLE, JsonString.CURLY_DOUBLE, JsonString.CURLY_SINGLE -> 3;
            case JsonString.DOUBLED -> 2;
            default -> 1;
        };
    }

    /** The rule that replaces the quotes. */
    static Rule report(int quotes) {
        return switch (quotes) {
            case JsonString.SINGLE -> Rule.SINGLE_QUOTES;
            case JsonString.BACKTICK -> Rule.BACKTICKS;
            case JsonString.CURLY_DOUBLE, JsonString.CURLY_SINGLE -> Rule.CURLY_QUOTES;
            case JsonString.TRIPLE, JsonString.TRIPLE_SINGLE -> Rule.TRIPLE_QUOTES;
            case JsonString.HTML -> Rule.HTML_QUOTES;
            default -> Rule.DOUBLED_QUOTES;
        };
    }
}
