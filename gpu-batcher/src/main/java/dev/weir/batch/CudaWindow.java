package dev.weir.batch;

import dev.weir.batch.cuda.DeviceMemory;

/** A copy of a window on the card. Belongs to the window's thread. */
final class CudaWindow implements AutoCloseable {

    private final DeviceMemory memory;
    private long end;
    private long version;

    CudaWindow(VectorWindow window, CudaUpload upload) {
        memory = upload.allocate((long) Float.BYTES * window.ring().length);
        version = window.version();
    }

    /** Where the ring begins. */
    long address() {
        return memory.address();
    }

    /** Brings the rows that are lacking; all of them if some were taken back. */
    void update(VectorWindow window, CudaUpload upload) {
        long from = Math.max(version == window.version() ? end : 0, window.start());
        for (long row = from; row < window.end(); ) {
            long to = Math.min(window.end(), row + window.slots() - row % window.slots());
            int first = window.index(row);
            upload.floats(window.ring(), first, first + (int) (to - row) * window.dimensions(), memory);
            row = to;
        }
        end = window.end();
        version = window.version();
    }

    @Override
    public void close() {
        memory.close();
    }
}
