package dev.weir.bench.dedup;

import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.Deduplicator;
import dev.weir.window.SightingEngine;

/** The window of {@code deduplicate}, with all that it does for a line but to read, mask and hash it. */
final class WeirWindow implements SeenLines {

    private static final byte[] LINE = new byte[100];
    private static final int PARTITION = 3;

    private final Deduplicator deduplicator;
    private long written;

    WeirWindow(SightingEngine engine) {
        deduplicator = new Deduplicator(
                new DedupOptions(
                        WINDOW_MS,
                        1,
                        DedupOptions.Scope.GLOBAL,
                        DedupOptions.Mask.NUMBERS,
                        LATE_MS,
                        100_000_000,
                        60_000),
                summary -> {},
                null,
                engine);
    }

    @Override
    public boolean isRepeat(byte[] fingerprint, long timeMs, long offset) {
        return !deduplicator
                .offerKnown(fingerprint, LINE, 0, LINE.length, timeMs, PARTITION, offset)
                .passes();
    }

    @Override
    public void commit() {
        deduplicator.forEachDirty((key, value) -> written += key.length + (value == null ? 0 : value.length));
    }

    @Override
    public void close() {
        if (written < 0) {
            throw new IllegalStateException("cannot be");
        }
        deduplicator.close();
    }
}
