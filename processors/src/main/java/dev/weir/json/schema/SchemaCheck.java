package dev.weir.json.schema;

import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Judges finished documents by a JSON Schema, all of its keywords but {@code format}, which stays a remark as the
 * specification has it.
 *
 * <p>A document's judgement costs a multiple of its size that the schema decides. One that would cost more than that, by
 * references that cannot be remembered ({@code unevaluatedProperties} and the like), by a regular expression or by
 * nesting, is a violation. Immutable after {@link #compile}: any number of threads may share it.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema 2020-12, validation</a>
 */
public final class SchemaCheck {

    private static final URI NAME = URI.create("https://schema.invalid/");

    private final SchemaDocument schema;
    private final Validator validator;
    private final URI name;

    private SchemaCheck(SchemaDocument schema, Validator validator, URI name) {
        this.schema = schema;
        this.validator = validator;
        this.name = name;
    }

    /**
     * Reads a schema: draft 2020-12 unless {@code $schema} names 2019-09, 07 or 06.
     *
     * @throws SchemaException if it is not JSON or not a schema, a regular expression is none, or a reference leads
     *     nowhere, out of the schema or back to itself
     */
    public static SchemaCheck compile(String text) {
        SchemaDocument schema = SchemaDocument.of(text);
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new Trees())
                .withEvaluatorFactory(new BoundedKeywords(schema))
                .createValidator();
        try {
            return new SchemaCheck(schema, validator, validator.registerSchema(NAME, (JsonNode) schema.root()));
        } catch (InvalidSchemaException e) {
            Violation.Place place = new Violation(e.getErrors()).first();
            throw new SchemaException(place.instance(), "not as the draft has it, see '" + place.keyword() + "' of it");
        } catch (RuntimeException e) {
            throw new SchemaException("", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Says what is wrong with a document.
     *
     * @param json the document's bytes, UTF-8; they are only read
     * @return the JSON pointer of the first violation in the document and what the schema asks for there, {@value
     *     Violation#MAX_LENGTH} characters at most, with nothing of the document but its keys; empty if it fits
     */
    public Optional<String> violation(byte[] json, int offset, int length) {
        try {
            JsonTree tree = JsonTree.document(json, offset, length);
            tree.meter(new Steps(schema.remembersReferences(), tree.values().size()));
            Validator.Result result = validator.validate(name, (JsonNode) tree.root());
            return result.isValid()
                    ? Optional.empty()
                    : Optional.of(new Violation(result.getErrors()).message(tree, schema));
        } catch (UnreadableException e) {
            return Optional.of(e.problem());
        } catch (Steps.OverException | StackOverflowError e) {
            return Optional.of("too large or too deep to be judged by this schema");
        }
    }

    /** Gives the validator its trees; it reads only the drafts' own schemas by itself. */
    private static final class Trees implements JsonNodeFactory {

        @Override
        public JsonNode wrap(Object node) {
            return (JsonNode) node;
        }

        @Override
        public JsonNode create(String json) {
            try {
                return JsonTree.schema(json.getBytes(StandardCharsets.UTF_8)).root();
            } catch (UnreadableException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
