package dev.weir.batch;

class PlainCpuEngineTest extends EngineContract {

    @Override
    Engine open() {
        return new CpuEngine(1);
    }
}
