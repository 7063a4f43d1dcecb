/** Tests of reading the configuration, against filters made up for them. */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
