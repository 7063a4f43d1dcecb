package dev.weir.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was worked out of a batch, by stage, which backend did it, and why it. Belongs to one thread at a time. */
public final class Analysis {

    private record Done(Object result, Backend backend, Reason reason) {}

    private final Map<Stage<?>, Done> done = new LinkedHashMap<>();

    /** Adds the result of a stage that there was no choice about. */
    public <R> void put(Stage<R> stage, R result, Backend backend) {
        put(stage, result, backend, Reason.ONLY);
    }

    /** Adds the result of a stage. */
    public <R> void put(Stage<R> stage, R result, Backend backend, Reason reason) {
        done.put(stage, new Done(result, backend, reason));
    }

    /**
     * The result of a stage.
     *
     * @throws IllegalArgumentException if it was not asked for
     */
    @SuppressWarnings("unchecked") // put takes nothing else
    public <R> R result(Stage<R> stage) {
        return (R) found(stage).result();
    }

    /**
     * Which backend worked the result of a stage out.
     *
     * @throws IllegalArgumentException if it was not asked for
     */
    public Backend backend(Stage<?> stage) {
        return found(stage).backend();
    }

    /**
     * Why it was that backend.
     *
     * @throws IllegalArgumentException if the stage was not asked for
     */
    public Reason reason(Stage<?> stage) {
        return found(stage).reason();
    }

    private Done found(Stage<?> stage) {
        Done found = done.get(stage);
        if (found == null) {
            throw new IllegalArgumentException("the batch was not analysed by " + stage.label());
        }
        return found;
    }
}
