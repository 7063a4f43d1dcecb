package dev.weir.json.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Finds nodes by key, in the time of the key's length. Immutable. */
final class KeyTable {

    /** The answer for a key that is not there. */
    static final int MISSING = -1;

    /** The answer for a key with an escape in it, which is not undone. */
    static final int ESCAPED = -2;

    static final KeyTable EMPTY = new KeyTable(Map.of());

    private final byte[][] keys;
    private final int[] nodes;

    KeyTable(Map<String, Integer> nodesByKey) {
        int slots = Integer.highestOneBit(Math.max(1, nodesByKey.size())) * 4;
        keys = new byte[slots][];
        nodes = new int[slots];
        nodesByKey.forEach((key, node) -> put(key.getBytes(StandardCharsets.UTF_8), node));
    }

    private void put(byte[] key, int node) {
        int slot = slot(hash(key, 0, key.length));
        while (keys[slot] != null) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        nodes[slot] = node;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & (keys.length - 1);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return hash;
    }

    int find(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\\') {
                return ESCAPED;
            }
        }
        int slot = slot(hash(text, from, to));
        for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
            if (Arrays.equals(key, 0, key.length, text, from, to)) {
                return nodes[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return MISSING;
    }
}
