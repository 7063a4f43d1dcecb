/** Tests of JSON repair: readable cases, and properties over generated and damaged documents. */
@NullMarked
package dev.weir.json;

import org.jspecify.annotations.NullMarked;
