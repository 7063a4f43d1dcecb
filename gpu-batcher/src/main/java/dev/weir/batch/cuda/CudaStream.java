package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuEventRecord;
import static jcuda.driver.JCudaDriver.cuLaunchKernel;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoHAsync;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoDAsync;
import static jcuda.driver.JCudaDriver.cuMemsetD8Async;
import static jcuda.driver.JCudaDriver.cuStreamCreate;
import static jcuda.driver.JCudaDriver.cuStreamDestroy;
import static jcuda.driver.JCudaDriver.cuStreamQuery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;

/**
 * Work for a card, done one piece after the other, beside that of other streams. Calls return at once; what fails in the work
 * is thrown from {@link #await}. Belongs to one thread at a time, which must have entered the device.
 */
public final class CudaStream implements AutoCloseable {

    /** So long it is asked again and again whether the work is done: waking up costs as much. */
    private static final long SPIN_NS = 100_000;

    private static final long PAUSE_NS = 20_000;

    private final CUstream stream = new CUstream();

    CudaStream() {
        CudaFault.check(cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
    }

    /** Copies from pinned memory to the card; the bytes have to stay as they are until the work is done. */
    public void copyToDevice(DeviceMemory target, long targetAt, PinnedMemory source, long sourceAt, long bytes) {
        CudaFault.check(
                cuMemcpyHtoDAsync(target.pointer(targetAt), source.pointer(sourceAt), bytes, stream),
                "cuMemcpyHtoDAsync of " + bytes + " bytes");
    }

    /** Copies from the card to pinned memory; the bytes are there when the work is done. */
    public void copyToHost(PinnedMemory target, long targetAt, DeviceMemory source, long sourceAt, long bytes) {
        CudaFault.check(
                cuMemcpyDtoHAsync(target.pointer(targetAt), source.pointer(sourceAt), bytes, stream),
                "cuMemcpyDtoHAsync of " + bytes + " bytes");
    }

    /** Sets bytes on the card. */
    public void fill(DeviceMemory target, long at, long bytes, int value) {
        CudaFault.check(
                cuMemsetD8Async(target.pointer(at), (byte) value, bytes, stream),
                "cuMemsetD8Async of " + bytes + " bytes");
    }

    /**
     * Runs a kernel.
     *
     * @param blocks how many blocks of threads, from 1
     * @param threads how many threads a block has: a multiple of 32, at most 1,024
     * @param sharedBytes how much shared memory a block gets besides what the kernel declares
     * @param parameters copied during the call
     */
    public void launch(Kernel kernel, int blocks, int threads, int sharedBytes, KernelParameters parameters) {
        CudaFault.check(
                cuLaunchKernel(
                        kernel.function(),
                        blocks,
                        1,
                        1,
                        threads,
                        1,
                        1,
                        sharedBytes,
                        stream,
                        parameters.pointer(),
                        null),
                "cuLaunchKernel of " + kernel.name());
    }

    /** Passes a mark when all work before it is done. */
    public void record(Mark mark) {
        CudaFault.check(cuEventRecord(mark.event(), stream), "cuEventRecord");
    }

    /**
     * Waits until all work is done. Being interrupted does not end it: the card would still write to the memory.
     *
     * @throws CudaFault if the work failed, or is not done in time
     */
    public void await(Duration patience) {
        long started = System.nanoTime();
        boolean wasInterrupted = false;
        int code = cuStreamQuery(stream);
        while (code == CUresult.CUDA_ERROR_NOT_READY) {
            long waited = System.nanoTime() - started;
            if (waited > patience.toNanos()) {
                throw CudaFault.hanging(patience.toMillis());
            }
            if (waited < SPIN_NS) {
                Thread.onSpinWait();
            } else {
                wasInterrupted |= Thread.interrupted();
                LockSupport.parkNanos(PAUSE_NS);
            }
            code = cuStreamQuery(stream);
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        CudaFault.check(code, "the work of a stream");
    }

    @Override
    public void close() {
        int ignored = cuStreamDestroy(stream);
    }
}
