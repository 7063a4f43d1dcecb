package dev.weir.batch;

/** Divides memory of the card, and pinned memory of the host, among what a batch needs, before there is any. */
final class CudaLayout {

    /** Kernels read by the word, and the card in lines of so many bytes. */
    private static final int ALIGNMENT = 256;

    private long device;
    private long host;

    /** Takes room on the card; returns where it begins. */
    long device(long bytes) {
        long at = device;
        device += aligned(bytes);
        return at;
    }

    /**
     * Takes pinned room; returns where it begins.
     *
     * @throws EngineException if a buffer cannot be as large as all together
     */
    int host(long bytes) {
        long at = host;
        host += aligned(bytes);
        if (host > Integer.MAX_VALUE) {
            throw new EngineException(
                    "a batch would need " + host + " bytes of pinned memory, more than 2^31 - 1",
                    EngineException.Severity.TOO_LARGE);
        }
        return (int) at;
    }

    /** How much room was taken on the card. */
    long deviceBytes() {
        return device;
    }

    /** How much pinned room was taken. */
    int hostBytes() {
        return (int) host;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
