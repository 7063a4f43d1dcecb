package dev.weir.bench.engines;

import dev.weir.batch.CpuEngine;
import dev.weir.batch.Engine;
import java.util.Optional;

/** The engines that run without a graphics card, with one thread. */
enum EngineKind {
    /** Plain Java. */
    PLAIN {
        @Override
        Optional<? extends Engine> open() {
            return Optional.of(new CpuEngine(1));
        }
    },
    /** Java's Vector API. */
    VECTOR {
        @Override
        Optional<? extends Engine> open() {
            return CpuEngine.vector(1);
        }
    };

    /** A new engine; none where Java was not told to add the module that it takes. */
    abstract Optional<? extends Engine> open();
}
