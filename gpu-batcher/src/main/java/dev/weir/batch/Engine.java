package dev.weir.batch;

import java.util.List;

/**
 * Works out stages for batches. Thread-safe: calls from several threads run one after the other or side by side. Results
 * are the same from every engine, bit for bit; cosines differ by at most {@link #SCORE_TOLERANCE}.
 */
public sealed interface Engine extends AutoCloseable permits CpuEngine, CudaEngine, EngineDecorator {

    /** By how much a cosine may differ between engines, for vectors of up to 4,096 numbers. */
    float SCORE_TOLERANCE = 1e-5f;

    /** What this engine runs on, for people: the processor's or the card's name. */
    String name();

    /** Which backend works a stage out. */
    Backend backend(Stage<?> stage);

    /** Which backend finds the nearest rows. */
    Backend searchBackend();

    /**
     * Works out all stages for a batch, which is handed to a device once.
     *
     * @throws EngineException if this engine cannot; nothing of the batch is lost, another engine may take it
     */
    Analysis analyse(Batch batch, List<Stage<?>> stages);

    /**
     * Finds for each query the nearest earlier rows by cosine; of equally near ones the older one is first.
     *
     * @param window the rows; not changed during the call
     * @param firstQuery the number of the first row that is a query; the queries are the rows from there to the window's
     *     end, and each is compared with the rows from {@link VectorWindow#first} of its own number to the one before it
     * @param k how many to find for each, from 1 to 64
     * @param least the cosine below which a row does not count
     * @throws IllegalArgumentException if the window has no room for all that the first query is compared with
     * @throws EngineException if this engine cannot
     */
    Neighbours nearest(VectorWindow window, long firstQuery, int k, float least);

    /** Gives all memory back; the engine is not to be used any more. */
    @Override
    void close();
}
