package dev.weir.bench.dedup;

/** Something that tells whether a kind of line was seen within the window. One thread. */
interface SeenLines extends AutoCloseable {

    long WINDOW_MS = 600_000;
    long LATE_MS = 600_000;

    /** Whether a line of this kind was seen in its window; takes note of it if not. */
    boolean isRepeat(byte[] fingerprint, long timeMs, long offset);

    /** Takes note of a kind that was never seen, as fast as that can be done. */
    default void fill(byte[] fingerprint, long timeMs, long offset) {
        isRepeat(fingerprint, timeMs, offset);
    }

    /** Does what is done before a commit. */
    void commit();

    @Override
    void close();
}
