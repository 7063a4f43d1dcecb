/** Pipelines as their users see them: what goes in and what comes out, without a broker. */
@NullMarked
package dev.weir.topology;

import org.jspecify.annotations.NullMarked;
