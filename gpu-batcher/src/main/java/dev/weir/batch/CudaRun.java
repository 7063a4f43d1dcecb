package dev.weir.batch;

import dev.weir.batch.cuda.CudaStream;
import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.KernelParameters;
import dev.weir.batch.cuda.PinnedMemory;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A batch on its way through the card: handed over once, then read by all stages. */
final class CudaRun {

    /** Kernels read words, and one or two behind the last byte. */
    private static final int SLACK = 16;

    private final Batch batch;
    private final CudaSlot slot;
    private final Duration patience;
    private final long textAt;
    private final long offsetBytes;
    private final long uploadBytes;
    private final int uploadAt;
    private final CudaKernels kernels;
    private final DeviceMemory memory;
    private final PinnedMemory pinned;

    /** Takes the memory that the batch and the stages need. */
    CudaRun(
            Batch batch,
            Iterable<? extends CudaStage<?>> stages,
            CudaKernels kernels,
            CudaSlot slot,
            Duration patience) {
        this.batch = batch;
        this.slot = slot;
        this.kernels = kernels;
        this.patience = patience;
        offsetBytes = (Integer.BYTES * (batch.messages() + 1L) + SLACK - 1) / SLACK * SLACK;
        uploadBytes = offsetBytes + batch.size();
        CudaLayout layout = new CudaLayout();
        textAt = layout.device(uploadBytes + SLACK);
        uploadAt = layout.host(uploadBytes);
        for (CudaStage<?> stage : stages) {
            stage.reserve(batch, kernels, layout);
        }
        memory = slot.memory(layout.deviceBytes());
        pinned = slot.pinned(layout.hostBytes());
    }

    Batch batch() {
        return batch;
    }

    CudaKernels kernels() {
        return kernels;
    }

    CudaStream stream() {
        return slot.stream();
    }

    DeviceMemory memory() {
        return memory;
    }

    ByteBuffer results() {
        return pinned.buffer();
    }

    /** Where something in this batch's memory is, for a kernel. */
    long address(long at) {
        return memory.address() + at;
    }

    /** Parameters that begin with the text, as those of all kernels do that read it. */
    KernelParameters parameters() {
        return slot.parameters()
                .address(address(textAt + offsetBytes))
                .address(address(textAt))
                .integer(batch.messages())
                .integer(batch.size());
    }

    /** The parameters as they were written last. */
    KernelParameters sameParameters() {
        return slot.sameParameters();
    }

    /** Packs the batch and hands it to the card. */
    void upload() {
        ByteBuffer target = pinned.buffer();
        target.clear().position(uploadAt);
        target.asIntBuffer().put(batch.offsets(), 0, batch.messages() + 1);
        target.position((int) (uploadAt + offsetBytes));
        target.put(batch.bytes(), 0, batch.size());
        stream().copyToDevice(memory, textAt, pinned, uploadAt, uploadBytes);
    }

    /** Copies a result from the card; it is there after {@link #await}. */
    void fetch(int hostAt, long deviceAt, long bytes) {
        if (bytes > 0) {
            stream().copyToHost(pinned, hostAt, memory, deviceAt, bytes);
        }
    }

    void await() {
        stream().await(patience);
    }
}
