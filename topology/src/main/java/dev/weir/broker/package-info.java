/**
 * A real Kafka broker for one machine: the demo, the benchmarks and the tests run on it instead of on an imitation.
 *
 * <p>{@link dev.weir.broker.LocalBroker} is one KRaft node, broker and controller at once, that listens on 127.0.0.1
 * only. It runs in this JVM, or in a child JVM that can be killed without mercy and started again on the same data.
 * {@link dev.weir.broker.Topics} makes and looks for topics on any cluster.
 */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
