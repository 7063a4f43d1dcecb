/**
 * What a demo puts on its input topics: made-up LLM streams and log lines that look, and are damaged, like real ones.
 *
 * <p>Both generators are endless and pure: the same seed gives the same bytes on every machine. {@link
 * dev.weir.demo.DemoStreams} interleaves the chunks of several responses, {@link dev.weir.demo.DemoLogs} the lines of
 * several services. What they say comes from two lists of phrases among the resources.
 */
@NullMarked
package dev.weir.demo;

import org.jspecify.annotations.NullMarked;
