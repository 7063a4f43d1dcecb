/** Kafka Streams stores: the hook that writes live state back before a commit. */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
