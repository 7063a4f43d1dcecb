/**
 * The dashboards, the alert rules and what ships Weir: whether their queries find what a running demo tells Prometheus, and
 * whether their paths and ports are those of the repository.
 */
@NullMarked
package dev.weir.monitoring;

import org.jspecify.annotations.NullMarked;
