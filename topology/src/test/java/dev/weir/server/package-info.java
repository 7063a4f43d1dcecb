/** The server as Prometheus, Kubernetes and a browser see it. */
@NullMarked
package dev.weir.server;

import org.jspecify.annotations.NullMarked;
