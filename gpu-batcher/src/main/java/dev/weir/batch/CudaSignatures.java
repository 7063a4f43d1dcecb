package dev.weir.batch;

import dev.weir.batch.cuda.Kernel;
import java.util.function.Function;

/** Signatures on the card, of which only the bands' keys leave it. */
final class CudaSignatures extends CudaStage<Bands> {

    private static final int THREADS = 128;
    private static final int WARPS = THREADS / 32;
    private static final int BLOCKS_AT_A_TIME = 12;
    private static final int CHUNKS_OF_MULTIPROCESSOR = 64;
    private static final int LEAST_CHUNK = 64;
    private static final int MOST_CHUNK = 1_024;

    private static final int SHINGLES = 0;
    private static final int WORDS = 1;

    private final CudaConstants constants;
    private final Elements elements;
    private final Function<CudaKernels, Kernel> sign;
    private final Function<CudaKernels, Kernel> makeBands;
    private final int bands;
    private final int rows;
    /** What each byte of a signature is before there is an element. */
    private final int empty;

    private int chunk;
    private int chunks;
    private long signaturesAt;
    private long keysAt;
    private int resultAt;

    private CudaSignatures(
            Stage<Bands> stage,
            CudaConstants constants,
            Elements elements,
            Function<CudaKernels, Kernel> sign,
            Function<CudaKernels, Kernel> makeBands,
            int bands,
            int rows,
            int empty) {
        super(stage);
        this.constants = constants;
        this.elements = elements;
        this.sign = sign;
        this.makeBands = makeBands;
        this.bands = bands;
        this.rows = rows;
        this.empty = empty;
    }

    static CudaSignatures of(MinHash stage, CudaConstants constants) {
        return new CudaSignatures(
                stage,
                constants,
                stage.elements(),
                kernels -> kernels.minHash,
                kernels -> kernels.minHashBands,
                stage.bands(),
                stage.rows(),
                0xFF);
    }

    static CudaSignatures of(SimHash stage, CudaConstants constants) {
        return new CudaSignatures(
                stage,
                constants,
                stage.elements(),
                kernels -> kernels.simHash,
                kernels -> kernels.simHashBands,
                stage.bands(),
                Long.SIZE / stage.bands(),
                0);
    }

    @Override
    void reserve(Batch batch, CudaKernels kernels, CudaLayout layout) {
        chunk = kernels.chunk(batch.size(), CHUNKS_OF_MULTIPROCESSOR, LEAST_CHUNK, MOST_CHUNK);
        chunks = (int) ((batch.size() + (long) chunk - 1) / chunk);
        signaturesAt = layout.device(signatureBytes(batch));
        keysAt = layout.device(keyBytes(batch));
        resultAt = layout.host(keyBytes(batch));
    }

    /** A number of four bytes for each component of MinHash, or each bit of SimHash. */
    private long signatureBytes(Batch batch) {
        return (long) Integer.BYTES * bands * rows * batch.messages();
    }

    private long keyBytes(Batch batch) {
        return (long) Long.BYTES * bands * batch.messages();
    }

    @Override
    void launch(CudaRun run) {
        CudaKernels kernels = run.kernels();
        run.stream().fill(run.memory(), signaturesAt, signatureBytes(run.batch()), empty);
        run.parameters()
                .address(constants.multipliers())
                .address(constants.summands())
                .address(run.address(signaturesAt))
                .address(run.address(keysAt))
                .integer(
                        switch (elements) {
                            case SHINGLES -> SHINGLES;
                            case WORDS -> WORDS;
                        })
                .integer(chunk)
                .integer(chunks)
                .integer(bands)
                .integer(rows);
        if (chunks > 0) {
            int blocks = kernels.blocks(chunks, WARPS, BLOCKS_AT_A_TIME);
            run.stream().launch(sign.apply(kernels), blocks, THREADS, 0, run.sameParameters());
        }
        int blocks = kernels.blocks((long) bands * run.batch().messages(), THREADS, BLOCKS_AT_A_TIME);
        run.stream().launch(makeBands.apply(kernels), blocks, THREADS, 0, run.sameParameters());
    }

    @Override
    void fetch(CudaRun run) {
        run.fetch(resultAt, keysAt, keyBytes(run.batch()));
    }

    @Override
    Bands read(CudaRun run) {
        long[] keys = new long[Math.multiplyExact(run.batch().messages(), bands)];
        run.results().clear().position(resultAt).asLongBuffer().get(keys);
        return new Bands(bands, keys);
    }
}
