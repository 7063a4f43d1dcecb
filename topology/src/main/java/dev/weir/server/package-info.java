/**
 * The small HTTP server that watches over the pipelines: a page for people, metrics for
 * Prometheus, health and readiness for Kubernetes.
 *
 * <p>It only reads, and listens on loopback unless it is told otherwise.
 */
@NullMarked
package dev.weir.server;

import org.jspecify.annotations.NullMarked;
