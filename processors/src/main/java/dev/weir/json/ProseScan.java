package dev.weir.json;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/** Finds the JSON in a text that has other things too; knows which code fences it is in, and passes thinking over. */
final class ProseScan {

    private static final int IN_JSON_FENCE = 1;
    private static final int IN_CODE = 2;
    private static final int IN_THINKING = 4;
    /** Whether dropped text has been reported since the last value. */
    private static final int REPORTED = 8;
    /** Whether a value has been found. */
    private static final int FOUND = 16;

    private static final String THINK = "<think>";
    private static final String END_OF_THINK = "</think>";

    private final Settings settings;
    private final JsonGate gate;
    private final Emitter emitter;
    private final @Nullable SchemaFit schema;
    private final boolean keeps;

    private int state;

    /** What was found, one of the gate's verdicts; {@link JsonGate#PROSE} if nothing was. */
    int found;

    ProseScan(Settings settings, JsonGate gate, Emitter emitter) {
        this.settings = settings;
        this.gate = gate;
        this.emitter = emitter;
        schema = SchemaFit.of(settings, gate.view());
        keeps = settings.keepsProse() && settings.scope() != Settings.Scope.WHOLE;
    }

    /** Whether the text would come out without a value. */
    boolean misses() {
        return !keeps && (state & FOUND) == 0;
    }

    /**
     * Passes text up to a value.
     *
     * @return where the value begins, if one was {@link #found}; else the first byte that is still undecided
     */
    int run(byte[] in, int from, int to, long base) {
        found = JsonGate.PROSE;
        int p = from;
        while (p < to) {
            int next = candidate(in, p);
            if (next == LookAhead.MORE) {
                return p;
            }
            if (found != JsonGate.PROSE) {
                return enter(p, base);
            }
            pass(in, p, Math.min(next, to), base);
            p = Math.min(next, to);
        }
        return p;
    }

    private void pass(byte[] in, int from, int to, long base) {
        if (keeps) {
            emitter.keep(from, to);
            return;
        }
        for (int i = from; i < to && (state & REPORTED) == 0; i++) {
            if (!Characters.isSpace(in[i])) {
                emitter.report((state & FOUND) == 0 ? Rule.LEADING_TEXT : Rule.TRAILING_TEXT, base + i);
                state |= REPORTED;
            }
        }
        emitter.decide(to);
    }

    private int candidate(byte[] in, int p) {
        byte b = in[p];
        if ((state & IN_THINKING) != 0) {
            int end = b == '<' ? gate.startsWith(p, END_OF_THINK) : LookAhead.NO;
            if (end == LookAhead.YES) {
                state &= ~IN_THINKING;
            }
            return end == LookAhead.MORE ? end : end == LookAhead.YES ? p + END_OF_THINK.length() : p + 1;
        }
        return switch (b) {
            case '`' -> fence(p);
            case '{', '[' -> container(p);
            case '<' -> thinking(p);
            default -> p + 1;
        };
    }

    private int thinking(int p) {
        int begins = (state & IN_JSON_FENCE) == 0 ? gate.startsWith(p, THINK) : LookAhead.NO;
        if (begins == LookAhead.YES) {
            state |= IN_THINKING;
        }
        return begins == LookAhead.MORE ? begins : p + 1;
    }

    private int container(int p) {
        boolean counts =
                (state & IN_JSON_FENCE) != 0 || (settings.scope() != Settings.Scope.FENCED && (state & IN_CODE) == 0);
        return counts ? verdict(p, gate.judge(p)) : p + 1;
    }

    private int verdict(int p, int verdict) {
        if (verdict == JsonGate.MORE) {
            return LookAhead.MORE;
        }
        if (verdict == JsonGate.ESCAPED && settings.scope() != Settings.Scope.WHOLE) {
            return p + 1;
        }
        if (schema != null && (verdict == JsonGate.JSON || verdict == JsonGate.FENCE)) {
            int fits = schema.fits(gate.begin);
            if (fits != LookAhead.YES) {
                return fits == LookAhead.MORE ? LookAhead.MORE : p + 1;
            }
        }
        found = verdict;
        return p + 1;
    }

    private int fence(int p) {
        int fence = gate.startsWith(p, "```");
        if (fence == LookAhead.MORE) {
            return LookAhead.MORE;
        }
        if (fence == LookAhead.NO) {
            // A span of code: a container right behind the backtick is about JSON.
            return settings.scope() == Settings.Scope.EMBEDDED ? codeSpan(p) : p + 1;
        }
        if ((state & (IN_JSON_FENCE | IN_CODE)) != 0) {
            state &= ~(IN_JSON_FENCE | IN_CODE);
            return p + 3;
        }
        int verdict = gate.judge(p);
        if (verdict == JsonGate.PROSE && settings.scope() != Settings.Scope.WHOLE) {
            state |= IN_CODE;
        }
        return verdict == JsonGate.PROSE ? p + 3 : verdict(p, verdict);
    }

    private int codeSpan(int p) {
        int brace = gate.startsWith(p, "`{");
        int bracket = brace == LookAhead.NO ? gate.startsWith(p, "`[") : brace;
        return bracket == LookAhead.MORE ? bracket : bracket == LookAhead.YES ? p + 2 : p + 1;
    }

    /** Notes that a value begins; returns its first byte. */
    private int enter(int p, long base) {
        if (keeps) {
            emitter.keep(p, gate.begin);
        } else {
            if (found == JsonGate.FENCE) {
                emitter.report(Rule.CODE_FENCE, base + p);
            }
            if ((state & FOUND) != 0) {
                emitter.insert('\n');
            }
        }
        if (found == JsonGate.FENCE) {
            state |= IN_JSON_FENCE;
        }
        state = (state | FOUND) & ~REPORTED;
        return gate.begin;
    }

    /** Whether the value that was found stands in a code fence. */
    boolean fenced() {
        return (state & IN_JSON_FENCE) != 0;
    }

    void save(StateWriter out) {
        out.writeByte(state);
    }

    void restore(StateReader in) {
        state = in.readByte();
    }
}
