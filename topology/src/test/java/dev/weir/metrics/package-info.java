/** What a scrape says, read back by a parser of the text format that shares no code with the client library. */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
