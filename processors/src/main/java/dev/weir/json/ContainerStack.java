package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * The open containers, outermost first, one byte each: nesting costs heap and never the thread's stack.
 *
 * <p>It counts the open containers by their closer, so that asking whether a closer can match anything takes constant
 * time at any depth.
 */
final class ContainerStack {

    static final byte NONE = 0;
    static final byte OBJECT = 1;
    static final byte ARRAY = 2;
    /** Opened with a parenthesis; comes out as an array. */
    static final byte TUPLE = 3;
    /** Opened with a brace but without keys; comes out as an array. */
    static final byte SET = 4;

    /** A call such as {@code ObjectId("..")}, of which only the one argument comes out. */
    static final byte CALL = 5;
    /** Opened with a bracket but with keys; comes out as an object. */
    static final byte KEYED = 6;

    private byte[] kinds = new byte[8];
    private int[] notes = {};
    private int depth;
    private int braces;
    private int brackets;
    private int parentheses;

    int depth() {
        return depth;
    }

    byte top() {
        return depth == 0 ? NONE : kinds[depth - 1];
    }

    /** An open container, 0 for the innermost. */
    byte kind(int level) {
        return kinds[depth - 1 - level];
    }

    /** Notes a number with the innermost container, such as where it begins. */
    void note(int number) {
        if (notes.length < depth) {
            notes = Arrays.copyOf(notes, kinds.length);
        }
        notes[depth - 1] = number;
    }

    /** What was noted with an open container, 0 for the innermost. */
    int noteOf(int level) {
        return notes[depth - 1 - level];
    }

    /** What was noted with the open containers, outermost first. */
    int[] notes() {
        return Arrays.copyOf(notes, depth);
    }

    /** The container around the innermost one. */
    byte belowTop() {
        return depth < 2 ? NONE : kinds[depth - 2];
    }

    boolean inObject() {
        return isObject(top());
    }

    /** Whether the container comes out as an object. */
    static boolean isObject(byte kind) {
        return kind == OBJECT || kind == KEYED;
    }

    void push(byte kind) {
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        kinds[depth++] = kind;
        count(kind, 1);
    }

    byte pop() {
        byte kind = kinds[--depth];
        count(kind, -1);
        return kind;
    }

    void replaceTop(byte kind) {
        pop();
        push(kind);
    }

    /** Whether any open container ends with this closer. */
    boolean awaits(byte closer) {
        return switch (closer) {
            case '}' -> braces > 0;
            case ']' -> brackets > 0;
            default -> parentheses > 0;
        };
    }

    /** The closer that the text should have for a container. */
    static byte closerOf(byte kind) {
        return (byte) (kind == OBJECT || kind == SET ? '}' : kind == ARRAY || kind == KEYED ? ']' : ')');
    }

    /** The closer that the output has for a container, 0 if none. */
    static byte emittedCloserOf(byte kind) {
        return (byte) (isObject(kind) ? '}' : kind == CALL ? 0 : ']');
    }

    private void count(byte kind, int by) {
        switch (kind) {
            case OBJECT, SET -> braces += by;
            case ARRAY, KEYED -> brackets += by;
            default -> parentheses += by;
        }
    }

    void save(StateWriter state) {
        state.writeBytes(kinds, 0, depth);
    }

    void restore(StateReader state) {
        for (byte kind : state.readBytes()) {
            if (kind < OBJECT || kind > KEYED) {
                throw new MalformedStateException("state has container " + kind + " where 1 to 6 was expected");
            }
            push(kind);
        }
    }
}
