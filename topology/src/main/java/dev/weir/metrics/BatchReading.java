package dev.weir.metrics;

/**
 * What one backend has analysed of one stage since the process began.
 *
 * @param stage what was worked out
 * @param backend what worked it out, such as {@code cpu} or {@code cuda}
 * @param messages how many messages
 */
public record BatchReading(String stage, String backend, double messages) {}
