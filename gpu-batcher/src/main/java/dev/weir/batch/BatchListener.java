package dev.weir.batch;

/** Is told what becomes of batches, to count it. Called from the threads that analyse, so it has to be quick and thread-safe. */
public interface BatchListener {

    /** Counts nothing. */
    BatchListener NONE = new BatchListener() {};

    /**
     * A stage was worked out.
     *
     * @param label the stage's, or {@code nearest}
     * @param messages how many messages, or queries, there were
     * @param bytes how many bytes they had
     * @param seconds how long it took, with packing and queueing; where a device worked several stages out at once, the
     *     same for each
     */
    default void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {}

    /**
     * The device failed, and the processor does its work.
     *
     * @param reason what it said
     * @param forGood whether it is not tried again in this process
     */
    default void failed(String reason, boolean forGood) {}
}
