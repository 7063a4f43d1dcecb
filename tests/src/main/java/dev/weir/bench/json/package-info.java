/**
 * How fast and how well {@code repair-json} mends JSON, beside another Java repairer and a parser of sound JSON, over
 * generated documents; and the programs that let repairers in other languages do the same work and judge what they did.
 */
@NullMarked
package dev.weir.bench.json;

import org.jspecify.annotations.NullMarked;
