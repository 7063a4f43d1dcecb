package dev.weir.json;

import org.jspecify.annotations.Nullable;

/** Where the automaton is: its phase, the bytes at hand, and what its parts share. */
final class Progress {

    /** What is known of the text. */
    enum Reading {
        /** It comes in pieces. */
        STREAM,
        /** All of it is at hand; it is read as a stream would be, and noted where its containers begin. */
        WHOLE,
        /** All of it is at hand, and its layout counts. */
        CAREFUL
    }

    static final int BEFORE_VALUE = 0;
    static final int AFTER_VALUE = 1;
    static final int BEFORE_KEY = 2;
    static final int AFTER_KEY = 3;
    static final int IN_STRING = 4;
    static final int IN_LONG_NUMBER = 5;

    final LookAhead ahead;
    final ContainerStack stack = new ContainerStack();
    final Emitter emitter;
    final JsonString string;
    final int maxDepth;

    int phase = BEFORE_VALUE;
    /** Whether a code fence encloses the text. */
    boolean fenced;
    /** Whether the object at hand has no key yet, so that it may turn out to be a set. */
    boolean first;

    /** Knows the schema's part of the place at hand; null without a schema. */
    final @Nullable SchemaWalk schema;

    /** Whether the text is at hand as a whole and has proved to be out of balance, so that its layout counts. */
    final boolean careful;
    /** Whether the text is at hand as a whole and it is noted where each container begins. */
    final boolean noting;
    /** The indentation of the line at hand, in bytes. */
    int indent;
    /** Where the line's first token begins. */
    int lineAt = -1;
    /** The closer that the last token was, 0 if it was something else. */
    byte lastCloser;

    byte[] in = {};
    /** Where the bytes at hand end. */
    int to;
    /** Whether no byte comes after them. */
    boolean last;
    /** Input offset of index 0, for reports. */
    long base;

    Progress(int maxDepth, int lookAhead, Reading reading, Emitter emitter, @Nullable SchemaWalk schema) {
        careful = reading == Reading.CAREFUL;
        noting = reading == Reading.WHOLE;
        this.schema = schema;
        this.maxDepth = maxDepth;
        this.emitter = emitter;
        ahead = new LookAhead(lookAhead);
        string = new JsonString(ahead, stack, emitter, new KnownKeys(ahead, emitter, schema));
    }

    /** Counts one more container. */
    void push(byte kind, int p) {
        if (stack.depth() >= maxDepth) {
            throw new Refusal("more than " + maxDepth + " containers are open", base + p);
        }
        stack.push(kind);
        lastCloser = 0;
        if (careful) {
            stack.note(indent);
        } else if (noting) {
            note(p);
        }
    }

    /** Notes where the innermost container begins. */
    void note(int p) {
        stack.note((int) (base + p));
    }
}
