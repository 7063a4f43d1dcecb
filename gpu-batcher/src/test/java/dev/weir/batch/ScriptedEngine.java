package dev.weir.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Stands for a card: answers as the processor does, and fails, is wrong or takes time where a test says so. */
final class ScriptedEngine extends EngineDecorator {

    /** How many messages each batch had. */
    final List<Integer> batches = new ArrayList<>();
    /** What happens in the next calls, one each; nothing once it is empty. */
    final Deque<Runnable> script = new ArrayDeque<>();

    boolean isWrong;
    int maxBytes = Integer.MAX_VALUE;

    ScriptedEngine(Engine engine) {
        super(engine);
    }

    @Override
    public String name() {
        return "the card";
    }

    @Override
    public Backend backend(Stage<?> stage) {
        return Backend.CUDA;
    }

    @Override
    public Backend searchBackend() {
        return Backend.CUDA;
    }

    @Override
    public synchronized Analysis analyse(Batch batch, List<Stage<?>> stages) {
        batches.add(batch.messages());
        act();
        if (batch.size() > maxBytes) {
            throw new EngineException("out of memory", EngineException.Severity.TOO_LARGE);
        }
        Analysis analysis = super.analyse(batch, stages);
        Analysis own = new Analysis();
        stages.forEach(stage -> copy(stage, analysis, own));
        return own;
    }

    private <R> void copy(Stage<R> stage, Analysis from, Analysis to) {
        R result = from.result(stage);
        if (isWrong && result instanceof Hashes hashes && hashes.low().length > 0) {
            for (int i = 0; i < hashes.low().length; i++) {
                hashes.low()[i] ^= 1;
            }
        }
        to.put(stage, result, Backend.CUDA);
    }

    @Override
    public synchronized Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        act();
        Neighbours neighbours = super.nearest(window, firstQuery, k, least);
        for (int i = 0; isWrong && i < neighbours.scores().length; i++) {
            neighbours.scores()[i] += 0.1f;
        }
        return neighbours;
    }

    private void act() {
        Runnable next = script.poll();
        if (next != null) {
            next.run();
        }
    }

    /** What a script says to have a call fail. */
    static Runnable failure(EngineException.Severity severity) {
        return () -> {
            throw new EngineException("launch failed (719)", severity);
        };
    }
}
