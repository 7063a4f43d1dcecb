/** Tests of the command line, run as a user runs it but in this JVM. */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
