package dev.weir.json;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.json.schema.SchemaGuide;
import java.util.Arrays;

/**
 * Where in a schema a document is, read from its text, which has to be valid JSON in pieces of any size.
 *
 * <p>Cost: one look at each byte, and eight bytes for each open container.
 */
final class SchemaPath {

    private static final int OUTSIDE = 0;
    private static final int BETWEEN = 1;
    private static final int IN_SCALAR = 2;
    private static final int IN_STRING = 3;
    private static final int IN_KEY = 4;
    private static final int ESCAPED = 8;
    private static final int KEY_NEXT = 16;

    /** A longer key is as good as unknown. */
    private static final int MAX_KEY_BYTES = 1 << 10;

    private static final int OBJECT = -1;

    private final SchemaGuide guide;

    private int state = OUTSIDE;
    private boolean escaped;
    private boolean keyNext;
    private byte[] key = {};
    private int keySize;
    /** The node of the member at hand, in the innermost object. */
    private int member = SchemaGuide.ANY;

    private int[] nodes = new int[8];
    /** How many elements have ended, {@link #OBJECT} for one. */
    private int[] counts = new int[8];

    private int depth;

    SchemaPath(SchemaGuide guide) {
        this.guide = guide;
    }

    /** Whether a document has begun and not ended. */
    boolean inside() {
        return state != OUTSIDE;
    }

    void begin() {
        state = BETWEEN;
        escaped = false;
        keyNext = false;
        depth = 0;
    }

    /** Leaves the document, wherever it is. */
    void end() {
        state = OUTSIDE;
        depth = 0;
        keySize = 0;
        member = SchemaGuide.ANY;
    }

    /** The node of the value that comes next; nothing is known outside of a document. */
    int place() {
        if (state == OUTSIDE) {
            return SchemaGuide.ANY;
        }
        if (depth == 0) {
            return guide.root();
        }
        int count = counts[depth - 1];
        // A number ends with what comes behind it.
        return count == OBJECT ? member : guide.element(nodes[depth - 1], state == IN_SCALAR ? count + 1 : count);
    }

    /** The node of the innermost container, if it is an object; nothing is known otherwise. */
    int object() {
        return state == OUTSIDE || depth == 0 || counts[depth - 1] != OBJECT ? SchemaGuide.ANY : nodes[depth - 1];
    }

    /** Reads on, and returns the byte after the document's last, or {@code to} if it goes on. */
    int read(byte[] in, int from, int to) {
        int p = from;
        while (p < to && state != OUTSIDE) {
            switch (state) {
                case IN_STRING -> p = string(in, p, to);
                case IN_KEY -> p = key(in, p, to);
                case IN_SCALAR -> p = scalar(in, p, to);
                default -> structure(in[p++]);
            }
        }
        return p;
    }

    private int string(byte[] in, int from, int to) {
        int p = from;
        if (escaped) {
            escaped = false;
            p++;
        }
        while (p < to) {
            p = StringScan.skip(in, p, to, StringScan.ALL);
            if (p == to) {
                break;
            }
            byte b = in[p++];
            if (b == '"') {
                endValue();
                return p;
            }
            if (b == '\\' && ++p > to) {
                escaped = true;
                return to;
            }
        }
        return to;
    }

    private int key(byte[] in, int from, int to) {
        for (int p = from; p < to; p++) {
            byte b = in[p];
            if (b == '"' && !escaped) {
                state = BETWEEN;
                return p + 1;
            }
            escaped = b == '\\' && !escaped;
            if (keySize < MAX_KEY_BYTES) {
                if (keySize == key.length) {
                    key = Arrays.copyOf(key, Math.max(32, keySize * 2));
                }
                key[keySize] = b;
            }
            keySize = Math.min(keySize + 1, MAX_KEY_BYTES + 1);
        }
        return to;
    }

    private int scalar(byte[] in, int from, int to) {
        int p = from;
        while (p < to && in[p] != ',' && in[p] != ']' && in[p] != '}' && !Characters.isSpace(in[p])) {
            p++;
        }
        if (p < to) {
            endValue();
        }
        return p;
    }

    private void structure(byte b) {
        switch (b) {
            case '{', '[' -> push(b == '{');
            case '}', ']' -> {
                depth--;
                endValue();
            }
            case ',' -> keyNext = counts[depth - 1] == OBJECT;
            case ':' -> {
                keyNext = false;
                boolean known = keySize <= MAX_KEY_BYTES;
                member = known ? guide.member(nodes[depth - 1], key, 0, keySize) : SchemaGuide.ANY;
            }
            case '"' -> {
                state = keyNext ? IN_KEY : IN_STRING;
                keySize = 0;
            }
            default -> state = Characters.isSpace(b) ? BETWEEN : IN_SCALAR;
        }
    }

    private void push(boolean object) {
        int node = place();
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, depth * 2);
            counts = Arrays.copyOf(counts, depth * 2);
        }
        nodes[depth] = node;
        counts[depth++] = object ? OBJECT : 0;
        keyNext = object;
    }

    private void endValue() {
        keyNext = false;
        if (depth == 0) {
            end();
            return;
        }
        state = BETWEEN;
        if (counts[depth - 1] != OBJECT) {
            counts[depth - 1]++;
        }
    }

    void save(StateWriter out) {
        out.writeByte(state | (escaped ? ESCAPED : 0) | (keyNext ? KEY_NEXT : 0));
        out.writeInt(member);
        out.writeInt(keySize);
        out.writeBytes(key, 0, Math.min(keySize, MAX_KEY_BYTES));
        out.writeInt(depth);
        for (int i = 0; i < depth; i++) {
            out.writeInt(nodes[i]);
            out.writeInt(counts[i]);
        }
    }

    void restore(StateReader in) {
        int bits = in.readByte();
        state = bits & 7;
        if (state > IN_KEY) {
            throw new MalformedStateException("state has schema state " + state + " where 0 to 4 was expected");
        }
        escaped = (bits & ESCAPED) != 0;
        keyNext = (bits & KEY_NEXT) != 0;
        member = node(in);
        keySize = in.readInt();
        key = in.readBytes();
        if (keySize < key.length || Math.min(keySize, MAX_KEY_BYTES) > key.length) {
            throw new MalformedStateException(
                    "state has a key of " + keySize + " bytes, and " + key.length + " of them");
        }
        int open = in.readInt();
        for (depth = 0; depth < open; depth++) {
            if (depth == nodes.length) {
                nodes = Arrays.copyOf(nodes, depth * 2);
                counts = Arrays.copyOf(counts, depth * 2);
            }
            nodes[depth] = node(in);
            counts[depth] = in.readInt();
        }
    }

    private int node(StateReader in) {
        int node = in.readInt();
        if (node < 0 || node >= guide.size()) {
            throw new MalformedStateException("state has node " + node + " of " + guide.size());
        }
        return node;
    }
}
