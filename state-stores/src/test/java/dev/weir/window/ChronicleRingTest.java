package dev.weir.window;

import dev.weir.store.ChronicleSightings;

class ChronicleRingTest extends SightingRingContract {

    @Override
    SightingEngine engine() {
        return ChronicleSightings.engine();
    }
}
