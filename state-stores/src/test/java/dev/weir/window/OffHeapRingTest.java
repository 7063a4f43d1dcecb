package dev.weir.window;

class OffHeapRingTest extends SightingRingContract {

    private final SightingEngine engine = SightingEngine.offHeap();

    @Override
    SightingEngine engine() {
        return engine;
    }
}
