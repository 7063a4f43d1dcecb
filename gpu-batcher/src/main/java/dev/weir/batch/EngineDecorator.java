package dev.weir.batch;

import java.util.List;

/** An engine that adds something to another one. */
abstract non-sealed class EngineDecorator implements Engine {

    private final Engine engine;

    EngineDecorator(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Backend backend(Stage<?> stage) {
        return engine.backend(stage);
    }

    @Override
    public Backend searchBackend() {
        return engine.searchBackend();
    }

    @Override
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        return engine.analyse(batch, stages);
    }

    @Override
    public Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        return engine.nearest(window, firstQuery, k, least);
    }

    @Override
    public void close() {
        engine.close();
    }
}
