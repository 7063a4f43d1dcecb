package dev.weir.batch;

class ThreadedCpuEngineTest extends EngineContract {

    @Override
    Engine open() {
        return new CpuEngine(3);
    }
}
