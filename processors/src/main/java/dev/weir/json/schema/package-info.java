/**
 * JSON Schema for the repairer: a schema guides what doubtful JSON may mean while it streams, and judges what came out.
 *
 * <p>{@link dev.weir.json.schema.SchemaGuide} answers, in the time of a key, which types a place allows;
 * {@link dev.weir.json.schema.SchemaCheck} validates a finished document with a validator library.
 * {@code SchemaDocument} is what both read: the schema's tree with its references resolved.
 */
@NullMarked
package dev.weir.json.schema;

import org.jspecify.annotations.NullMarked;
