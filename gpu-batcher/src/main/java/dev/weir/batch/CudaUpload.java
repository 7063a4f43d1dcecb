package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.PinnedMemory;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Copies arrays to the card, through the pinned memory of a slot, piece by piece; each call waits until all is there. */
final class CudaUpload {

    private static final int PIECE_BYTES = 4 << 20;

    private interface Piece {
        void put(ByteBuffer target, int from, int count);
    }

    private final CudaDevice device;
    private final CudaSlot slot;
    private final Duration patience;

    CudaUpload(CudaDevice device, CudaSlot slot, Duration patience) {
        this.device = device;
        this.slot = slot;
        this.patience = patience;
    }

    DeviceMemory allocate(long bytes) {
        return device.allocate(bytes);
    }

    void integers(int[] numbers, DeviceMemory target, long at) {
        copy(
                0,
                numbers.length,
                Integer.BYTES,
                target,
                at,
                (buffer, from, count) -> buffer.asIntBuffer().put(numbers, from, count));
    }

    void longs(long[] numbers, DeviceMemory target, long at) {
        copy(
                0,
                numbers.length,
                Long.BYTES,
                target,
                at,
                (buffer, from, count) -> buffer.asLongBuffer().put(numbers, from, count));
    }

    /** Copies a part of an array to the same part of the card's memory. */
    void floats(float[] numbers, int from, int to, DeviceMemory target) {
        copy(
                from,
                to,
                Float.BYTES,
                target,
                0,
                (buffer, first, count) -> buffer.asFloatBuffer().put(numbers, first, count));
    }

    private void copy(int from, int to, int width, DeviceMemory target, long at, Piece piece) {
        int most = PIECE_BYTES / width;
        PinnedMemory pinned = slot.pinned(Math.min(PIECE_BYTES, Math.multiplyExact(Math.min(most, to - from), width)));
        for (int first = from; first < to; first += most) {
            int count = Math.min(most, to - first);
            piece.put(pinned.buffer().clear(), first, count);
            slot.stream().copyToDevice(target, at + (long) width * first, pinned, 0, (long) width * count);
            slot.stream().await(patience);
        }
    }
}
