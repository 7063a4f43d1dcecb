package dev.weir.batch;

/**
 * What a stage is expected to cost.
 *
 * @param label the stage's
 * @param bytes the size of the batch
 * @param cpuNs nanoseconds on the processor
 * @param deviceNs nanoseconds on the card, alone in a batch, with its transfer; not a number where there is none
 * @param onDevice whether the card would do it
 */
public record Estimate(String label, int bytes, double cpuNs, double deviceNs, boolean onDevice) {}
