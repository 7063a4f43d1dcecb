package dev.weir.batch;

import java.nio.LongBuffer;

/** Content hashes on the card. */
final class CudaContentHash extends CudaStage<Hashes> {

    private static final int THREADS = 128;
    private static final int BLOCKS_AT_A_TIME = 8;

    private long hashesAt;
    private int resultAt;

    CudaContentHash(ContentHash stage) {
        super(stage);
    }

    @Override
    void reserve(Batch batch, CudaKernels kernels, CudaLayout layout) {
        hashesAt = layout.device(bytes(batch));
        resultAt = layout.host(bytes(batch));
    }

    private static long bytes(Batch batch) {
        return 2L * Long.BYTES * batch.messages();
    }

    @Override
    void launch(CudaRun run) {
        int blocks = run.kernels().blocks(run.batch().messages(), THREADS, BLOCKS_AT_A_TIME);
        run.stream()
                .launch(
                        run.kernels().contentHash,
                        blocks,
                        THREADS,
                        0,
                        run.parameters().address(run.address(hashesAt)));
    }

    @Override
    void fetch(CudaRun run) {
        run.fetch(resultAt, hashesAt, bytes(run.batch()));
    }

    @Override
    Hashes read(CudaRun run) {
        long[] high = new long[run.batch().messages()];
        long[] low = new long[high.length];
        LongBuffer hashes = run.results().clear().position(resultAt).asLongBuffer();
        for (int message = 0; message < high.length; message++) {
            low[message] = hashes.get(2 * message);
            high[message] = hashes.get(2 * message + 1);
        }
        return new Hashes(high, low);
    }
}
