package dev.weir.json;

/**
 * The fast path: passes text that is valid JSON beyond doubt, from one complete value to another. Keys without quotes and
 * plain strings in single quotes get double ones on the way.
 *
 * <p>It decides nothing by itself. It takes only what the other parts would take in the same way, and stops before the
 * last value that they might read in another way, with everything as if it had not been looked at. So a value that ends
 * with a quote is passed only when what follows rules out that the quote is part of the text: the next key and its
 * colon, the end of the next element, or a closer and what may stand behind one.
 *
 * <p>Cost: one table lookup a byte, and an eighth of one inside strings of ASCII. What is looked at in vain is at most
 * two strings and a row of openers, which are not looked at again before a value behind them has been passed.
 */
final class ValidRun {

    private final Progress at;
    private final ContainerStack stack;
    private final Emitter emitter;
    private final boolean mendsKeys;
    private final boolean mendsQuotes;

    ValidRun(Progress at) {
        this.at = at;
        stack = at.stack;
        emitter = at.emitter;
        mendsKeys = emitter.may(Rule.UNQUOTED_KEY);
        mendsQuotes = emitter.may(Rule.SINGLE_QUOTES);
    }

    /**
     * Goes on behind a value, or before the first one.
     *
     * @param p where to begin, with nothing held back
     * @return the byte after the last value that was passed, {@code p} if none was
     */
    int run(int p) {
        byte[] in = at.in;
        int to = at.to;
        int from = p;
        int sync = p;
        int phase = Progress.AFTER_VALUE;
        int doubtful = -1;
        int opened = 0;
        int q = p;
        boolean value = at.phase == Progress.BEFORE_VALUE;
        boolean object = stack.top() == ContainerStack.OBJECT;
        boolean array = stack.top() == ContainerStack.ARRAY || (value && (in[p] == '{' || in[p] == '['));
        if (!object && !array) {
            return p;
        }
        while (true) {
            if (!value) {
                q = space(in, q, to);
                if (q == to) {
                    break;
                }
                byte b = in[q];
                if (b != ',') {
                    if (b != (object ? '}' : ']') || (doubtful >= 0 && !isBehindCloser(in, q + 1, to))) {
                        break;
                    }
                    stack.pop();
                    doubtful = -1;
                    opened = 0;
                    sync = ++q;
                    phase = Progress.AFTER_VALUE;
                    if (stack.depth() == 0) {
                        break;
                    }
                    byte top = stack.top();
                    object = top == ContainerStack.OBJECT;
                    if (!object && top != ContainerStack.ARRAY) {
                        break;
                    }
                    continue;
                }
                q++;
            }
            value = false;
            q = space(in, q, to);
            if (object && q < to && in[q] != '"') {
                int word = mendsKeys ? bareKey(in, q, to) : -1;
                if (word < 0 || (doubtful >= 0 && !endsPlainly(in, doubtful - 1))) {
                    break;
                }
                quote(Rule.UNQUOTED_KEY, from, q, q, word);
                from = word;
                q = space(in, word, to) + 1;
                sync = q;
                phase = Progress.BEFORE_VALUE;
                doubtful = -1;
                opened = 0;
                q = space(in, q, to);
            } else if (object) {
                q = key(in, q, to);
                if (q < 0) {
                    break;
                }
                if (doubtful >= 0) {
                    sync = doubtful;
                    phase = Progress.AFTER_VALUE;
                    doubtful = -1;
                    opened = 0;
                }
                q = space(in, q, to);
            }
            if (q >= to) {
                break;
            }
            byte b = in[q];
            if (b == '"') {
                q = string(in, q + 1, to);
                if (q < 0) {
                    break;
                }
                if (doubtful >= 0) {
                    int next = space(in, q, to);
                    if (next == to || (in[next] != ',' && in[next] != ']')) {
                        break;
                    }
                    sync = doubtful;
                    phase = Progress.AFTER_VALUE;
                    opened = 0;
                }
                doubtful = q;
                continue;
            }
            if (b == '\'') {
                int end = mendsQuotes && doubtful < 0 ? singleQuoted(in, q + 1, to) : -1;
                if (end < 0) {
                    break;
                }
                quote(Rule.SINGLE_QUOTES, from, q, q + 1, end);
                q = end + 1;
                from = q;
                sync = q;
                phase = Progress.AFTER_VALUE;
                opened = 0;
                continue;
            }
            if (b == '{' || b == '[') {
                if (stack.depth() >= at.maxDepth) {
                    break;
                }
                if (doubtful >= 0) {
                    sync = doubtful;
                    phase = Progress.AFTER_VALUE;
                    doubtful = -1;
                    opened = 0;
                }
                stack.push(b == '{' ? ContainerStack.OBJECT : ContainerStack.ARRAY);
                if (at.noting) {
                    at.note(q);
                }
                opened++;
                object = b == '{';
                q = space(in, q + 1, to);
                if (q == to) {
                    break;
                }
                if (in[q] != (object ? '}' : ']')) {
                    value = true;
                }
                continue;
            }
            q = scalar(in, q, to);
            if (q < 0) {
                break;
            }
            int next = space(in, q, to);
            if (next == to || (in[next] != ',' && in[next] != '}' && in[next] != ']')) {
                break;
            }
            // The comma may be one within a number, such as 1,234.
            if (object && in[q] == ',' && (q + 1 == to || Characters.isDigit(in[q + 1]))) {
                break;
            }
            doubtful = -1;
            opened = 0;
            sync = q;
            phase = Progress.AFTER_VALUE;
        }
        for (; opened > 0; opened--) {
            stack.pop();
        }
        if (sync > p) {
            at.phase = phase;
            at.first = false;
            emitter.keep(from, sync);
        }
        return sync;
    }

    /** Keeps what comes before a token without double quotes, and gives it them; it begins at {@code token}. */
    private void quote(Rule rule, int from, int token, int textFrom, int textTo) {
        emitter.keep(from, token);
        emitter.report(rule, at.base + token);
        emitter.insert('"');
        emitter.keep(textFrom, textTo);
        emitter.insert('"');
    }

    private static int space(byte[] in, int p, int to) {
        while (p < to && Characters.isSpace(in[p])) {
            p++;
        }
        return p;
    }

    /** The byte after a key and its colon; -1 unless they are plain. */
    private int key(byte[] in, int p, int to) {
        if (p >= to || in[p] != '"') {
            return -1;
        }
        int q = p + 1;
        int limit = Math.min(to, q + at.ahead.limit() - 8);
        while (q < limit && Characters.isInPlainKey(in[q])) {
            q++;
        }
        if (q == p + 1 || q >= limit || in[q] != '"') {
            return -1;
        }
        q = space(in, q + 1, to);
        return q < to && in[q] == ':' ? q + 1 : -1;
    }

    /** The byte after an ASCII word that is a key, since a colon follows it; -1 if there is none. */
    private int bareKey(byte[] in, int p, int to) {
        if (in[p] < 0 || !Characters.isLetter(in[p])) {
            return -1;
        }
        int q = p + 1;
        int limit = Math.min(to, q + at.ahead.limit() - 8);
        while (q < limit && in[q] > 0 && Characters.isWord(in[q])) {
            q++;
        }
        int colon = q;
        while (colon < limit && (in[colon] == ' ' || in[colon] == '\t')) {
            colon++;
        }
        return colon < limit && in[colon] == ':' ? q : -1;
    }

    /** Where the quote is that ends a plain string in single quotes beyond doubt; -1 if it is not plain. */
    private int singleQuoted(byte[] in, int p, int to) {
        int q = p;
        while (true) {
            q = StringScan.skip(in, q, to, StringScan.ALL | StringScan.SINGLE);
            if (q == to) {
                return -1;
            }
            if (in[q] >= 0) {
                break;
            }
            int length = Utf8.sequence(in, q, to, false);
            if (length <= 0) {
                return -1;
            }
            q += length;
        }
        if (in[q] != '\'' || q == p || !endsPlainly(in, q)) {
            return -1;
        }
        int next = space(in, q + 1, to);
        return next < to && (in[next] == ',' || (in[next] != ')' && isAwaited(in[next]))) ? q : -1;
    }

    private boolean isAwaited(byte closer) {
        return closer == ContainerStack.closerOf(stack.top());
    }

    /** Whether no quotation within the string can begin with the quote at {@code p}. */
    private static boolean endsPlainly(byte[] in, int p) {
        return !ClosingQuote.opensQuotation(in[p - 1]) && in[p - 1] != '"';
    }

    /** The byte after a string's closing quote; -1 unless the string is valid and ends here. */
    private static int string(byte[] in, int p, int to) {
        int q = p;
        while (true) {
            q = StringScan.skip(in, q, to, StringScan.ALL);
            if (q == to) {
                return -1;
            }
            byte b = in[q];
            if (b == '"') {
                // Two quotes with a word or a third behind them may be something else than an empty string.
                boolean empty = q == p && q + 1 < to && !Characters.isWord(in[q + 1]) && in[q + 1] != '"';
                return q > p || empty ? q + 1 : -1;
            }
            if (b == '\\') {
                q = escape(in, q + 1, to);
                if (q < 0) {
                    return -1;
                }
            } else if (b < 0) {
                int length = Utf8.sequence(in, q, to, false);
                if (length <= 0) {
                    return -1;
                }
                q += length;
            } else {
                return -1;
            }
        }
    }

    private static int escape(byte[] in, int p, int to) {
        if (p == to) {
            return -1;
        }
        switch (in[p]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return p + 1;
            }
            case 'u' -> {
                boolean digits = p + 5 <= to
                        && Characters.isHex(in[p + 1])
                        && Characters.isHex(in[p + 2])
                        && Characters.isHex(in[p + 3])
                        && Characters.isHex(in[p + 4]);
                return digits ? p + 5 : -1;
            }
            default -> {
                return -1;
            }
        }
    }

    /** The byte after a number or a literal; -1 unless it is one of JSON's. */
    private int scalar(byte[] in, int p, int to) {
        int q = p;
        switch (in[p]) {
            case 't' -> {
                return to - p >= 4 && in[p + 1] == 'r' && in[p + 2] == 'u' && in[p + 3] == 'e' ? p + 4 : -1;
            }
            case 'n' -> {
                return to - p >= 4 && in[p + 1] == 'u' && in[p + 2] == 'l' && in[p + 3] == 'l' ? p + 4 : -1;
            }
            case 'f' -> {
                boolean word =
                        to - p >= 5 && in[p + 1] == 'a' && in[p + 2] == 'l' && in[p + 3] == 's' && in[p + 4] == 'e';
                return word ? p + 5 : -1;
            }
            case '-' -> q++;
            default -> {}
        }
        int whole = q;
        q = digits(in, q, to);
        if (q == whole || (in[whole] == '0' && q > whole + 1)) {
            return -1;
        }
        if (q < to && in[q] == '.') {
            int fraction = q + 1;
            q = digits(in, fraction, to);
            if (q == fraction) {
                return -1;
            }
        }
        if (q < to && (in[q] | 0x20) == 'e') {
            q++;
            if (q < to && (in[q] == '+' || in[q] == '-')) {
                q++;
            }
            int exponent = q;
            q = digits(in, exponent, to);
            if (q == exponent) {
                return -1;
            }
        }
        return q - p < at.ahead.limit() - 8 ? q : -1;
    }

    private static int digits(byte[] in, int p, int to) {
        while (p < to && Characters.isDigit(in[p])) {
            p++;
        }
        return p;
    }

    private static boolean isBehindCloser(byte[] in, int p, int to) {
        int q = space(in, p, to);
        return q < to && (in[q] == ',' || in[q] == '}' || in[q] == ']');
    }
}
