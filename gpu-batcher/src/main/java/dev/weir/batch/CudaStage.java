package dev.weir.batch;

/** A stage on the card, for one batch: what it needs, what it launches, and how its result is read. */
abstract sealed class CudaStage<R> permits CudaContentHash, CudaPatternScan, CudaSignatures {

    /** The stages that know how to work these out on the card. */
    static CudaStage<?> of(Stage<?> stage, CudaConstants constants, CudaUpload upload) {
        if (stage instanceof ContentHash hash) {
            return new CudaContentHash(hash);
        }
        if (stage instanceof PatternScan scan) {
            return new CudaPatternScan(scan, constants.patterns(scan.patterns(), upload));
        }
        if (stage instanceof MinHash minHash) {
            return CudaSignatures.of(minHash, constants);
        }
        if (stage instanceof SimHash simHash) {
            return CudaSignatures.of(simHash, constants);
        }
        throw new IllegalArgumentException("there is no kernel for " + stage.label());
    }

    private final Stage<R> stage;

    CudaStage(Stage<R> stage) {
        this.stage = stage;
    }

    /** Takes room for what it needs and for its result. */
    abstract void reserve(Batch batch, CudaKernels kernels, CudaLayout layout);

    /** Launches its kernels; the batch is there when they run. */
    abstract void launch(CudaRun run);

    /** Asks for its result. */
    abstract void fetch(CudaRun run);

    /** Reads its result, which has come. */
    abstract R read(CudaRun run);

    final void finish(CudaRun run, Analysis analysis) {
        analysis.put(stage, read(run), Backend.CUDA);
    }
}
