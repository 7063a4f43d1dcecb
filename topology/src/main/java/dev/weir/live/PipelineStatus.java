package dev.weir.live;

/**
 * How a pipeline is.
 *
 * @param state the name of the {@code KafkaStreams.State}
 * @param lag how many records of its topics its consumers have not read yet; NaN if that is not known
 */
public record PipelineStatus(String state, double lag) {}
