@NullMarked
package dev.weir.demo;

import org.jspecify.annotations.NullMarked;
