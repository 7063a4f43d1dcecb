package dev.weir.json;

/** Numbers as people write them and JSON does not: with zeros in front, or with commas between groups of three digits. */
final class LooseNumbers {

    private LooseNumbers() {}

    /**
     * Finds the end of such a number at {@code p}, in an opened view.
     *
     * @param grouped whether commas may be part of it
     * @return the byte after it, {@link LookAhead#NO} if there is none, or {@link LookAhead#MORE}
     */
    static int end(LookAhead ahead, int p, boolean grouped) {
        byte[] in = ahead.in;
        int whole = p < ahead.end && (in[p] == '-' || in[p] == '+') ? p + 1 : p;
        int e = digits(ahead, whole);
        if (e == whole || e >= ahead.end) {
            return e == whole ? LookAhead.NO : edge(ahead, e);
        }
        if (grouped && e - whole <= 3 && in[whole] != '0') {
            while (e < ahead.end && in[e] == ',') {
                int group = digits(ahead, e + 1);
                if (group >= ahead.end && ahead.mayGrow()) {
                    return LookAhead.MORE;
                }
                if (group - e != 4) {
                    break;
                }
                e = group;
            }
        }
        if (e < ahead.end && in[e] == '.') {
            int fraction = digits(ahead, e + 1);
            if (fraction >= ahead.end && ahead.mayGrow()) {
                return LookAhead.MORE;
            }
            e = fraction == e + 1 ? e : fraction;
        }
        return alone(ahead, e, grouped);
    }

    /** The end if what follows lets the number be one, and not the first word of a text. */
    private static int alone(LookAhead ahead, int e, boolean grouped) {
        int q = ahead.skipBlank(e);
        if (q >= ahead.end) {
            return edge(ahead, e);
        }
        switch (ahead.in[q]) {
            case ';', '}', ']', ')', '\n' -> {
                return e;
            }
            case '"' -> {
                return q > e ? e : LookAhead.NO;
            }
            case ',' -> {
                if (!grouped || q > e) {
                    return e;
                }
                return q + 1 >= ahead.end ? edge(ahead, e) : Characters.isDigit(ahead.in[q + 1]) ? LookAhead.NO : e;
            }
            default -> {
                int comment = ahead.commentAt(q);
                return comment == LookAhead.YES ? e : comment;
            }
        }
    }

    private static int edge(LookAhead ahead, int e) {
        return ahead.atEdge(ahead.endsText() ? e : LookAhead.NO);
    }

    private static int digits(LookAhead ahead, int p) {
        int e = p;
        while (e < ahead.end && Characters.isDigit(ahead.in[e])) {
            e++;
        }
        return e;
    }

    /** Sends the digits without what JSON does not know. */
    static void emit(byte[] in, int from, int to, Emitter emitter) {
        boolean begun = false;
        for (int i = from; i < to; i++) {
            byte b = in[i];
            boolean zero = b == '0' && !begun && i + 1 < to && Characters.isDigit(in[i + 1]);
            if (b != ',' && b != '+' && !zero) {
                emitter.keep(i, i + 1);
                begun |= Characters.isDigit(b);
            }
        }
    }
}
