/**
 * What a configuration's tests expect of records, held against what came out.
 *
 * <p>{@link dev.weir.expect.Comparison} is the door: it finds which expected record is which of those that came, and says
 * where they differ, as {@link dev.weir.expect.Mismatch}es. Knows neither Kafka nor the command line.
 */
@NullMarked
package dev.weir.expect;

import org.jspecify.annotations.NullMarked;
