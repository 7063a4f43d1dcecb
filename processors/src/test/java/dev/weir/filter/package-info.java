/** What the tests of all filters share: running a filter over every chunking of a text. */
@NullMarked
package dev.weir.filter;

import org.jspecify.annotations.NullMarked;
