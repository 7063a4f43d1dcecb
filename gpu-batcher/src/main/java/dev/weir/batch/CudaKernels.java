package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The kernels, and how many blocks of them keep the card busy. */
final class CudaKernels {

    private static final String RESOURCE = "cuda/kernels.ptx";

    final Kernel contentHash;
    final Kernel patternCount;
    final Kernel patternSum;
    final Kernel patternEvents;
    final Kernel minHash;
    final Kernel minHashBands;
    final Kernel simHash;
    final Kernel simHashBands;
    final Kernel cosineFew;
    final Kernel cosineMany;
    final Kernel cosineSelect;

    private final int multiprocessors;

    CudaKernels(CudaDevice device) {
        contentHash = device.kernel("content_hash");
        patternCount = device.kernel("pattern_count");
        patternSum = device.kernel("pattern_sum");
        patternEvents = device.kernel("pattern_events");
        minHash = device.kernel("min_hash");
        minHashBands = device.kernel("min_hash_bands");
        simHash = device.kernel("sim_hash");
        simHashBands = device.kernel("sim_hash_bands");
        cosineFew = device.kernel("cosine_few");
        cosineMany = device.kernel("cosine_many");
        cosineSelect = device.kernel("cosine_select");
        multiprocessors = device.multiprocessors();
    }

    /** What the kernels were compiled to. */
    static byte[] ptx() {
        try (InputStream stream = CudaKernels.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many blocks to launch: enough for all the work there is, but no more than the card runs at a time, for each takes
     * more than one piece then.
     *
     * @param work how many pieces there are, from 1
     * @param ofBlock how many pieces a block takes at a time
     * @param blocksAtATime how many blocks one multiprocessor is to have
     */
    int blocks(long work, int ofBlock, int blocksAtATime) {
        return (int) Math.min((work + ofBlock - 1) / ofBlock, (long) multiprocessors * blocksAtATime);
    }

    /** Into chunks of how many bytes to cut a text, so that a small one keeps as many threads busy as possible. */
    int chunk(int size, int chunksOfMultiprocessor, int least, int most) {
        return Math.max(least, Math.min(most, size / (multiprocessors * chunksOfMultiprocessor)));
    }
}
