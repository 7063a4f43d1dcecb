package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuMemFreeHost;
import static jcuda.driver.JCudaDriver.cuMemHostAlloc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;

/** Memory of the host that stays where it is, so that a card copies from it and to it by itself, at full speed. */
public final class PinnedMemory implements AutoCloseable {

    private static final int FLAGS = 0;

    private final Pointer pointer = new Pointer();
    private final ByteBuffer buffer;
    private boolean isClosed;

    PinnedMemory(int bytes) {
        CudaFault.check(cuMemHostAlloc(pointer, bytes, FLAGS), "cuMemHostAlloc of " + bytes + " bytes");
        buffer = pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    /** How many bytes there are. */
    public int bytes() {
        return buffer.capacity();
    }

    /** The bytes, in the order of this processor; not to be touched once this is closed. */
    public ByteBuffer buffer() {
        return buffer;
    }

    Pointer pointer(long at) {
        return at == 0 ? pointer : pointer.withByteOffset(at);
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            int ignored = cuMemFreeHost(pointer);
        }
    }
}
