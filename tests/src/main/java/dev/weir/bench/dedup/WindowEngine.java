package dev.weir.bench.dedup;

import dev.weir.store.ChronicleSightings;
import dev.weir.window.SightingEngine;
import java.util.Locale;

/** Who remembers. */
enum WindowEngine {
    OFF_HEAP {
        @Override
        SeenLines open() {
            return new WeirWindow(SightingEngine.offHeap());
        }
    },
    CHRONICLE {
        @Override
        SeenLines open() {
            return new WeirWindow(ChronicleSightings.engine());
        }
    },
    HEAP {
        @Override
        SeenLines open() {
            return new WeirWindow(SightingEngine.heap());
        }
    },
    ROCKSDB {
        @Override
        SeenLines open() {
            return new KafkaWindow();
        }
    };

    abstract SeenLines open();

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
