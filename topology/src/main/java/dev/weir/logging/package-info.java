/**
 * How log lines are written: as text for people, or as JSON for what collects them. The only package that knows Log4j.
 */
@NullMarked
package dev.weir.logging;

import org.jspecify.annotations.NullMarked;
