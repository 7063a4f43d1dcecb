package dev.weir.json;

import org.jspecify.annotations.Nullable;

/** Asks whether words are a key that the schema declares for the object at hand; without a schema none is. */
final class KnownKeys {

    private static final int MAX_KEY_BYTES = 256;

    private final LookAhead ahead;
    private final Emitter emitter;
    private final @Nullable SchemaWalk schema;

    KnownKeys(LookAhead ahead, Emitter emitter, @Nullable SchemaWalk schema) {
        this.ahead = ahead;
        this.emitter = emitter;
        this.schema = emitter.may(Rule.SCHEMA_TYPE) ? schema : null;
    }

    /** Whether the bytes are such a key. */
    boolean has(byte[] in, int from, int to) {
        return schema != null && schema.knows(in, from, to);
    }

    /** Whether the text in quotes that is held back is one, together with the bytes that follow it; long ones are not. */
    boolean hasHeld(byte[] in, int from, int to) {
        if (schema == null || to - from > MAX_KEY_BYTES || emitter.heldLength() > MAX_KEY_BYTES) {
            return false;
        }
        byte[] held = emitter.heldAfterMark();
        byte[] key = new byte[held.length + to - from];
        System.arraycopy(held, 0, key, 0, held.length);
        System.arraycopy(in, from, key, held.length, to - from);
        return key.length > 1 && schema.knows(key, 1, key.length);
    }

    /**
     * Whether such a word begins the next member, in an opened view.
     *
     * @param comma whether a comma is before it, so that it needs no colon
     */
    int wordAt(int p, boolean comma) {
        if (schema == null) {
            return LookAhead.NO;
        }
        int begin = ahead.skipBlank(p);
        int e = ahead.skipWord(begin);
        int q = ahead.skipBlank(e);
        if (q >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        boolean follows = ahead.in[q] == ':' || ahead.in[q] == '=' || (comma && q > e);
        return follows && e > begin && schema.knows(ahead.in, begin, e) ? LookAhead.YES : LookAhead.NO;
    }
}
