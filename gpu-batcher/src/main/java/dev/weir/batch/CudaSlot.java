package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.CudaStream;
import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.KernelParameters;
import dev.weir.batch.cuda.PinnedMemory;
import org.jspecify.annotations.Nullable;

/** What a batch has to itself while the card works on it; memory is kept for the next one. Belongs to one thread at a time. */
final class CudaSlot implements AutoCloseable {

    private static final long LEAST_BYTES = 1 << 20;

    private final CudaDevice device;
    private final CudaStream stream;
    private final KernelParameters parameters = new KernelParameters();
    private @Nullable DeviceMemory memory;
    private @Nullable PinnedMemory pinned;

    CudaSlot(CudaDevice device) {
        this.device = device;
        this.stream = device.stream();
    }

    CudaStream stream() {
        return stream;
    }

    /** Parameters to be written anew. */
    KernelParameters parameters() {
        return parameters.clear();
    }

    /** The parameters as they were written last. */
    KernelParameters sameParameters() {
        return parameters;
    }

    /** Memory of the card, at least as much as is asked for; what was in it is lost. */
    DeviceMemory memory(long bytes) {
        if (memory != null && memory.bytes() >= bytes) {
            return memory;
        }
        if (memory != null) {
            memory.close();
            memory = null;
        }
        memory = device.allocate(roomFor(bytes));
        return memory;
    }

    /** Pinned memory, at least as much as is asked for; what was in it is lost. */
    PinnedMemory pinned(int bytes) {
        if (pinned != null && pinned.bytes() >= bytes) {
            return pinned;
        }
        if (pinned != null) {
            pinned.close();
            pinned = null;
        }
        pinned = device.pin((int) Math.min(Integer.MAX_VALUE, roomFor(bytes)));
        return pinned;
    }

    /** Some more, so that batches which grow a little do not take new memory each time. */
    private static long roomFor(long bytes) {
        return (bytes + bytes / 4 + LEAST_BYTES - 1) / LEAST_BYTES * LEAST_BYTES;
    }

    @Override
    public void close() {
        stream.close();
        if (memory != null) {
            memory.close();
        }
        if (pinned != null) {
            pinned.close();
        }
    }
}
