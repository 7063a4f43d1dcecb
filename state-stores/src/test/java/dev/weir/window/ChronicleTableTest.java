package dev.weir.window;

import dev.weir.store.ChronicleSightings;

class ChronicleTableTest extends SightingTableContract {

    @Override
    SightingEngine engine() {
        return ChronicleSightings.engine();
    }

    /** Opening a map takes its time. */
    @Override
    int tablesToOpen() {
        return 50;
    }
}
