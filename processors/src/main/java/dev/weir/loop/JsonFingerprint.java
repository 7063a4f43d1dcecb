package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * The fingerprint of one JSON value while it streams past. The order of members, white space, the form of numbers and
 * escapes make no difference.
 *
 * <p>Each value is a number: a string's is the hash of its characters, an object's the sum over its members, which does not
 * depend on their order, an array's a chain. So no part of the text has to be kept; the state is a few bytes for each level
 * of depth. An automaton over bytes as in RFC 8259, at most 64 levels deep; scalars other than strings have at most 128
 * characters. Not thread-safe.
 */
final class JsonFingerprint {

    private static final int MAX_DEPTH = 64;

    private static final int STRING_TAG = 1;
    private static final int OBJECT_TAG = 2;
    private static final int ARRAY_TAG = 3;

    static final long EMPTY_OBJECT = container(true, OBJECT_TAG, 0);

    /** What may come next. The numbers are part of the stored format. */
    private enum State {
        VALUE(0),
        /** A value or the end of the array. */
        FIRST_ELEMENT(1),
        KEY(2),
        /** A key or the end of the object. */
        FIRST_KEY(3),
        COLON(4),
        /** A comma or the end of what the last value stands in. */
        AFTER_VALUE(5),
        STRING(6),
        SCALAR(7),
        INVALID(8);

        private final int code;

        State(int code) {
            this.code = code;
        }

        static State ofCode(int code) {
            for (State state : values()) {
                if (state.code == code) {
                    return state;
                }
            }
            throw new MalformedStateException("state has JSON in state " + code);
        }
    }

    private State state = State.VALUE;
    private final JsonStringHash string = new JsonStringHash();
    private final JsonScalar scalar = new JsonScalar();
    private boolean inKey;
    private int depth;
    /** By depth: whether it is an object, what its values add up to, how many there are, the key at hand. */
    private long objects;

    private long[] sums = new long[4];
    private int[] counts = new int[4];
    private long[] keys = new long[4];
    /** That of the whole, once it has ended. */
    private long value;

    void accept(byte[] text, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && state != State.INVALID) {
            int plain = state == State.STRING ? string.acceptPlain(text, i, end) : 0;
            if (plain == 0) {
                step(text[i++] & 0xFF);
            }
            i += plain;
        }
    }

    /** Ends the text; returns whether it was a JSON value. */
    boolean finish() {
        if (state == State.SCALAR) {
            endScalar();
        }
        return depth == 0 && state == State.AFTER_VALUE;
    }

    /** The fingerprint of a text that was a JSON value. */
    long value() {
        return value;
    }

    private void step(int b) {
        switch (state) {
            case STRING -> {
                JsonStringHash.Step step = string.accept(b);
                if (step == JsonStringHash.Step.END) {
                    endString();
                } else if (step == JsonStringHash.Step.INVALID) {
                    state = State.INVALID;
                }
            }
            case SCALAR -> {
                if (JsonScalar.isPart(b)) {
                    state = scalar.accept(b) ? State.SCALAR : State.INVALID;
                } else {
                    endScalar();
                    if (state != State.INVALID) {
                        step(b);
                    }
                }
            }
            case VALUE, FIRST_ELEMENT, KEY, FIRST_KEY, COLON, AFTER_VALUE -> {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    state = next(b);
                }
            }
            case INVALID -> {}
        }
    }

    private State next(int b) {
        return switch (state) {
            case FIRST_ELEMENT -> b == ']' ? close(false) : begin(b);
            case VALUE -> begin(b);
            case FIRST_KEY -> b == '}' ? close(true) : beginKey(b);
            case KEY -> beginKey(b);
            case COLON -> b == ':' ? State.VALUE : State.INVALID;
            case AFTER_VALUE -> behindValue(b);
            case STRING, SCALAR, INVALID -> State.INVALID;
        };
    }

    private State begin(int b) {
        switch (b) {
            case '"' -> {
                inKey = false;
                return State.STRING;
            }
            case '{' -> {
                return open(true);
            }
            case '[' -> {
                return open(false);
            }
            default -> {
                return JsonScalar.isPart(b) && scalar.accept(b) ? State.SCALAR : State.INVALID;
            }
        }
    }

    private State beginKey(int b) {
        inKey = true;
        return b == '"' ? State.STRING : State.INVALID;
    }

    private State behindValue(int b) {
        if (depth == 0) {
            return State.INVALID;
        }
        boolean object = inObject();
        return switch (b) {
            case ',' -> object ? State.KEY : State.VALUE;
            case '}' -> object ? close(true) : State.INVALID;
            case ']' -> object ? State.INVALID : close(false);
            default -> State.INVALID;
        };
    }

    private boolean inObject() {
        return (objects >>> (depth - 1) & 1) != 0;
    }

    private State open(boolean object) {
        if (depth == MAX_DEPTH) {
            return State.INVALID;
        }
        if (depth == sums.length) {
            grow(2 * depth);
        }
        objects = object ? objects | 1L << depth : objects & ~(1L << depth);
        sums[depth] = object ? OBJECT_TAG : ARRAY_TAG;
        counts[depth] = 0;
        depth++;
        return object ? State.FIRST_KEY : State.FIRST_ELEMENT;
    }

    private void grow(int levels) {
        sums = Arrays.copyOf(sums, levels);
        counts = Arrays.copyOf(counts, levels);
        keys = Arrays.copyOf(keys, levels);
    }

    private State close(boolean object) {
        depth--;
        return add(container(object, sums[depth], counts[depth]));
    }

    private static long container(boolean object, long sum, int count) {
        return ChainedHash.mix(ChainedHash.mix(object ? OBJECT_TAG : ARRAY_TAG, sum), count);
    }

    /** Adds a whole value to what it stands in. */
    private State add(long child) {
        if (depth == 0) {
            value = child;
            return State.AFTER_VALUE;
        }
        int level = depth - 1;
        if (inObject()) {
            sums[level] += ChainedHash.mix(keys[level], child);
        } else {
            sums[level] = ChainedHash.mix(sums[level], child);
        }
        counts[level]++;
        return State.AFTER_VALUE;
    }

    private void endString() {
        long hash = ChainedHash.mix(STRING_TAG, string.take());
        if (inKey) {
            keys[depth - 1] = hash;
            state = State.COLON;
        } else {
            state = add(hash);
        }
    }

    private void endScalar() {
        state = scalar.isSound() ? add(scalar.fingerprint()) : State.INVALID;
        scalar.clear();
    }

    void save(StateWriter writer) {
        writer.writeByte(state.code);
        if (state == State.INVALID) {
            return;
        }
        string.save(writer);
        scalar.save(writer);
        writer.writeBoolean(inKey);
        writer.writeInt(depth);
        writer.writeLong(objects);
        for (int level = 0; level < depth; level++) {
            writer.writeLong(sums[level]);
            writer.writeInt(counts[level]);
            writer.writeLong(keys[level]);
        }
        writer.writeLong(value);
    }

    void restore(StateReader reader) {
        state = State.ofCode(reader.readByte());
        if (state == State.INVALID) {
            return;
        }
        string.restore(reader);
        scalar.restore(reader);
        inKey = reader.readBoolean();
        depth = reader.readInt();
        objects = reader.readLong();
        if (depth < 0 || depth > MAX_DEPTH) {
            throw new MalformedStateException("state has JSON of depth " + depth);
        }
        grow(Math.max(4, depth));
        for (int level = 0; level < depth; level++) {
            sums[level] = reader.readLong();
            counts[level] = reader.readInt();
            keys[level] = reader.readLong();
        }
        value = reader.readLong();
    }
}
