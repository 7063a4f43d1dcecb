/**
 * What the filters of a pipeline did to each stream, as a person reads it: the text before and after, change by change.
 *
 * <p>{@link dev.weir.explain.Explanations} puts a recorder around each filter of a configuration; the filters and the
 * processors that run them know nothing of it, so a pipeline that nobody watches pays nothing.
 */
@NullMarked
package dev.weir.explain;

import org.jspecify.annotations.NullMarked;
