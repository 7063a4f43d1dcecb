/** Pipelines: from their configuration to a Kafka Streams topology, and running them. */
@NullMarked
package dev.weir.topology;

import org.jspecify.annotations.NullMarked;
