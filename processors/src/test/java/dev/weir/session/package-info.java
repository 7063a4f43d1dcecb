/** Chains of filters over streams of several channels. */
@NullMarked
package dev.weir.session;

import org.jspecify.annotations.NullMarked;
