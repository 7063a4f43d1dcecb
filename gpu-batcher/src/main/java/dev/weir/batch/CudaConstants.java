package dev.weir.batch;

import dev.weir.batch.cuda.DeviceMemory;

/** What stays on the card from one batch to the next, beside windows: the numbers of MinHash, and the tables of patterns. */
final class CudaConstants implements AutoCloseable {

    private final Residents<PatternSet, CudaPatterns> patterns = new Residents<>();
    private final DeviceMemory minHash;
    private final long summandsAt;

    CudaConstants(CudaUpload upload) {
        CudaLayout layout = new CudaLayout();
        long multipliersAt = layout.device((long) Integer.BYTES * MinHash.MAX_COMPONENTS);
        summandsAt = layout.device((long) Integer.BYTES * MinHash.MAX_COMPONENTS);
        minHash = upload.allocate(layout.deviceBytes());
        try {
            upload.integers(MinHashParameters.multipliers(MinHash.MAX_COMPONENTS), minHash, multipliersAt);
            upload.integers(MinHashParameters.summands(MinHash.MAX_COMPONENTS), minHash, summandsAt);
        } catch (RuntimeException e) {
            minHash.close();
            throw e;
        }
    }

    /** Where the multipliers of MinHash are. */
    long multipliers() {
        return minHash.address();
    }

    /** Where the summands of MinHash are. */
    long summands() {
        return minHash.address() + summandsAt;
    }

    /** The table of a set of patterns. */
    CudaPatterns patterns(PatternSet set, CudaUpload upload) {
        return patterns.get(set, () -> new CudaPatterns(set, upload));
    }

    @Override
    public void close() {
        patterns.close();
        minHash.close();
    }
}
