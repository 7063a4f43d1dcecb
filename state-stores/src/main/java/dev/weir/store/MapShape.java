package dev.weir.store;

/**
 * The size a map's file is laid out for. More or bigger entries fit, about twice as much, before it needs another map.
 *
 * @param entries how many entries
 * @param keyBytes the average size of a key
 * @param valueBytes the average size of a value
 */
record MapShape(long entries, int keyBytes, int valueBytes) {

    private static final long MAX_ENTRIES = 1L << 40;

    MapShape {
        entries = Math.min(MAX_ENTRIES, Math.max(1, entries));
        keyBytes = Math.max(1, keyBytes);
        valueBytes = Math.max(1, valueBytes);
    }
}
