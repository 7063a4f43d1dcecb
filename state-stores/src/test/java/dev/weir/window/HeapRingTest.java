package dev.weir.window;

class HeapRingTest extends SightingRingContract {

    private final SightingEngine engine = SightingEngine.heap();

    @Override
    SightingEngine engine() {
        return engine;
    }
}
