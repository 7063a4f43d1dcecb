package dev.weir.batch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

class VectorCpuEngineTest extends EngineContract {

    @Override
    Engine open() {
        Optional<CpuEngine> engine = CpuEngine.vector(1);
        assumeTrue(engine.isPresent(), "this Java has no module jdk.incubator.vector, or was not told to add it");
        return engine.orElseThrow();
    }
}
