package dev.weir.json.schema;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What judging one document may cost, and what it has found out already.
 *
 * <p>A validator follows a reference anew at every place that holds one, so a recursive schema with alternatives costs
 * it time exponential in the document's depth. Here each reference is followed once for each value; where a schema
 * forbids such memory, the steps run out instead. A step's cost is its depth, as the validator's path to it is.
 */
final class Steps {

    /** Thrown when the steps have run out. */
    static final class OverException extends RuntimeException {

        private static final long serialVersionUID = 1;

        OverException() {
            super("out of steps", null, false, false);
        }
    }

    private static final long STEPS = 200_000;
    private static final long STEPS_PER_VALUE = 32;
    private static final long READS = 10_000;
    private static final long READS_PER_CHARACTER = 100;

    private final @Nullable Map<Long, Boolean> verdicts;
    private final int values;
    private long left;
    private int depth;

    /**
     * @param remembers whether a reference that fitted a value once always does
     * @param values how many values the document has
     */
    Steps(boolean remembers, int values) {
        this.verdicts = remembers ? new HashMap<>() : null;
        this.values = values;
        this.left = STEPS + STEPS_PER_VALUE * values;
    }

    /** Whether the reference fits the value, null if that is not known yet. */
    @Nullable
    Boolean verdict(int reference, JsonValue value) {
        return verdicts == null ? null : verdicts.get(key(reference, value));
    }

    void remember(int reference, JsonValue value, boolean fits) {
        if (verdicts != null) {
            verdicts.put(key(reference, value), fits);
        }
    }

    private long key(int reference, JsonValue value) {
        return (long) reference * values + value.number();
    }

    void enter() {
        left -= ++depth;
        if (left < 0) {
            throw new OverException();
        }
    }

    void leave() {
        depth--;
    }

    /** The text for a regular expression, which may read it only so often. */
    static CharSequence metered(String text) {
        return new Metered(text, 0, text.length(), new Reads(READS + READS_PER_CHARACTER * text.length()));
    }

    private static final class Reads {

        private long left;

        Reads(long left) {
            this.left = left;
        }

        void count() {
            if (--left < 0) {
                throw new OverException();
            }
        }
    }

    private record Metered(String text, int from, int to, Reads reads) implements CharSequence {

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            reads.count();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text, from + start, from + end, reads);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
