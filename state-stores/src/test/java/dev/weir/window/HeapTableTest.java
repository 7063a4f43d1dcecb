package dev.weir.window;

class HeapTableTest extends SightingTableContract {

    @Override
    SightingEngine engine() {
        return SightingEngine.heap();
    }
}
