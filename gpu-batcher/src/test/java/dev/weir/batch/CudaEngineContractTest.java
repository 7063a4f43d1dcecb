package dev.weir.batch;

import dev.weir.batch.cuda.FakeDriver;

/** The card's kernels, run on the host. */
class CudaEngineContractTest extends EngineContract {

    @Override
    Engine open() {
        FakeDriver.load();
        return CudaEngine.open();
    }
}
