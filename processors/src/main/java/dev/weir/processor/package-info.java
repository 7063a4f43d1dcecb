/**
 * Kafka Streams processors that carry records through the filters.
 *
 * <p>They move records between topics and engines, and tell {@link dev.weir.processor.PipelineMetrics} what they did;
 * they know no metrics library.
 */
@NullMarked
package dev.weir.processor;

import org.jspecify.annotations.NullMarked;
