/**
 * What Weir counts, in the form that Prometheus scrapes.
 *
 * <p>{@link dev.weir.metrics.WeirMetrics} owns one registry: the pipelines' own metrics, those of every Kafka client and
 * Kafka Streams instance (through {@link dev.weir.metrics.KafkaMetricsBridge}), and the JVM's. Nothing is static, so two
 * of them in one process do not meet. The Prometheus client library stays inside this package.
 */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
