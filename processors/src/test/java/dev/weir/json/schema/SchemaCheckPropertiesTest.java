package dev.weir.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bounded validator against the validator as it comes. */
class SchemaCheckPropertiesTest {

    private static final JsonNodeFactory TREES = new JsonNodeFactory() {
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
    };

    @Test
    void shouldJudgeAsTheValidatorDoesByItself() {
        int fitting = 0;
        for (long seed = 5_000; seed < 5_300; seed++) {
            RandomSchema random = new RandomSchema(seed);
            String schema = random.schema();
            SchemaCheck check = SchemaCheck.compile(schema);
            Validator validator =
                    new ValidatorFactory().withJsonNodeFactory(TREES).createValidator();
            URI name = validator.registerSchema(schema);
            for (int i = 0; i < 20; i++) {
                String document = RandomSchema.json(random.document());
                byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                boolean fits = validator.validate(name, document).isValid();
                assertThat(check.violation(bytes, 0, bytes.length).isEmpty())
                        .as("seed " + seed + ": " + schema + " and " + document)
                        .isEqualTo(fits);
                fitting += fits ? 1 : 0;
            }
        }
        assertThat(fitting).isBetween(2_000, 5_000);
    }
}
