/**
 * What a user writes in {@code weir.yaml}, read into immutable values, or every mistake in it at once.
 *
 * <p>{@link dev.weir.config.ConfigReader} is the door: it takes a file and answers with a {@link
 * dev.weir.config.WeirConfig} or with all {@link dev.weir.config.Problem}s, each with its line, its column, the path of
 * its key and what is allowed there. Which filters and formats exist is handed in, so this package knows none of them.
 */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
