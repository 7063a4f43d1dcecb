package dev.weir.match;

import org.jspecify.annotations.Nullable;

/** Knows, perhaps, which patterns a text has, because it was scanned before. Serves the thread that calls it. */
@FunctionalInterface
public interface PatternScanner {

    /** Knows nothing. */
    PatternScanner IGNORANT = (text, from, to) -> null;

    /**
     * Where patterns end in a text that nothing stands before.
     *
     * @param text holds the text, and is not kept
     * @param from where it begins
     * @param to where it ends
     * @return all places; null if they are not known
     */
    @Nullable
    Places find(byte[] text, int from, int to);
}
