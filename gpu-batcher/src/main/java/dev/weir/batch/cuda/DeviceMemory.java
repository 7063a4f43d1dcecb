package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemFree;

import jcuda.driver.CUdeviceptr;

/** A piece of a card's memory. The bytes in it are anything at first. Whoever uses it sees to it that it is not closed meanwhile. */
public final class DeviceMemory implements AutoCloseable {

    /** Knows its number: kernels get it in a structure of parameters. */
    private static final class Address extends CUdeviceptr {
        long value() {
            return getNativePointer();
        }
    }

    private final Address address = new Address();
    private final long bytes;
    private boolean isClosed;

    DeviceMemory(long bytes) {
        this.bytes = bytes;
        CudaFault.check(cuMemAlloc(address, bytes), "cuMemAlloc of " + bytes + " bytes");
    }

    /** How many bytes there are. */
    public long bytes() {
        return bytes;
    }

    /** Where it begins, for a kernel; a multiple of 256. */
    public long address() {
        return address.value();
    }

    CUdeviceptr pointer(long at) {
        return at == 0 ? address : address.withByteOffset(at);
    }

    /** Gives the memory back; what the driver says to that is of no use to anybody. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            int ignored = cuMemFree(address);
        }
    }
}
