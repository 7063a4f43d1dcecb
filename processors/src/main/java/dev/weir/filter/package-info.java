/**
 * The contract every filter keeps: a state machine over the text of one channel of one stream.
 *
 * <p>Filters know bytes and never Kafka. A filter that looks at the text of a stream implements {@link
 * dev.weir.filter.Filter}; its {@link dev.weir.filter.FilterType} says what it is called and which options it takes.
 */
@NullMarked
package dev.weir.filter;

import org.jspecify.annotations.NullMarked;
