/**
 * The quality of detect-loops: seeded texts that loop in every way, seeded and real texts that repeat by right, and who
 * says what about them.
 *
 * <p>A text with a loop knows where the loop begins, of what kind it is and how long its unit is; by construction, for
 * the generator wrote the loop. Detectors, Weir's filter and other published rules, read the same texts piece by piece as
 * a stream brings them, and raise alarms. {@link dev.weir.bench.loops.LoopsReport} counts and prints.
 */
@NullMarked
package dev.weir.bench.loops;

import org.jspecify.annotations.NullMarked;
