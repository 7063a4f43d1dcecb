/**
 * How fast {@code match} finds words in log lines, beside an Aho-Corasick library and an alternation of java.util.regex, and
 * what it takes to compile them.
 */
@NullMarked
package dev.weir.bench.match;

import org.jspecify.annotations.NullMarked;
