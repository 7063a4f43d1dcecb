/** Tests of the schemas that guide repair and judge its result. */
@NullMarked
package dev.weir.json.schema;

import org.jspecify.annotations.NullMarked;
