package dev.weir.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaCheckLimitsTest {

    private static final String EXPRESSION = """
            {"$ref": "#/$defs/e", "$defs": {"e": {"anyOf": [{"type": "integer"}, %s]}}%s}
            """;

    private static String expressions(String besides) {
        StringBuilder kinds = new StringBuilder();
        for (String operator : new String[] {"add", "sub", "mul", "div", "neg"}) {
            kinds.append(kinds.isEmpty() ? "" : ",")
                    .append("{\"properties\": {\"l\": {\"$ref\": \"#/$defs/e\"}, \"r\": {\"$ref\": \"#/$defs/e\"},")
                    .append(" \"op\": {\"const\": \"" + operator
                            + "\"}}, \"required\": [\"op\"], \"type\": \"object\"}");
        }
        return EXPRESSION.formatted(kinds, besides);
    }

    private static String nested(int depth) {
        return "{\"l\": ".repeat(depth) + "1" + ", \"r\": 2, \"op\": \"neg\"}".repeat(depth);
    }

    private static Optional<String> violation(String schema, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return SchemaCheck.compile(schema).violation(bytes, 0, bytes.length);
    }

    @Test
    void shouldFollowRecursiveAlternativesOnce() {
        assertThat(violation(expressions(""), nested(100))).isEmpty();
        assertThat(violation(expressions(""), nested(100).replace("1,", "\"x\",")))
                .isPresent();
    }

    @Test
    void shouldGiveUpWhereReferencesCannotBeRemembered() {
        assertThat(violation(expressions(", \"unevaluatedProperties\": false"), nested(30)))
                .hasValue("too large or too deep to be judged by this schema");
    }

    @Test
    void shouldGiveUpOnRegularExpressionsWithoutEnd() {
        assertThat(violation("{\"pattern\": \"^(a|a)+\\\\1z$\"}", "\"" + "a".repeat(60) + "!\""))
                .hasValue("too large or too deep to be judged by this schema");
        assertThat(violation("{\"pattern\": \"^(a|b)*$\"}", "\"" + "ab".repeat(200_000) + "\""))
                .hasValue("too large or too deep to be judged by this schema");
        assertThat(violation("{\"pattern\": \"b\"}", "\"" + "a".repeat(1_000_000) + "b\""))
                .isEmpty();
    }

    @Test
    void shouldNotOverflowOnDepth() {
        String schema = "{\"items\": {\"allOf\": [{\"anyOf\": [{\"$ref\": \"#\"}]}]}}";
        assertThat(violation(schema, "[".repeat(200) + "]".repeat(200))).isEmpty();
        String deepest = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(violation(schema, deepest).orElse("too large")).startsWith("too large");
        assertThat(violation("true", "[" + deepest + "]").orElseThrow()).contains("more than 1000 deep");
    }

    @Test
    void shouldNotReckonWithEnormousNumbers() {
        String schema = "{\"items\": {\"type\": \"integer\", \"enum\": [1, 2], \"multipleOf\": 3}}";
        assertThat(violation(schema, "[1e999999999]")).hasValue("a number beyond 1e1000");
        assertThat(violation(schema, "[1e99999999999999]")).hasValue("a number beyond 1e1000");
        assertThat(violation("true", "1".repeat(1_001)).orElseThrow()).contains("more than 1000 digits");
        assertThat(violation("true", "1e308")).isEmpty();
    }

    @Test
    void shouldCostNoMoreForLongAndRepeatedKeys() {
        StringBuilder document =
                new StringBuilder("{\"").append("k".repeat(300_000)).append("\": [");
        for (int i = 0; i < 20_000; i++) {
            document.append(i == 0 ? "" : ",").append("{\"a\": [").append(i).append("]}");
        }
        document.append("]}");
        String schema = """
                {"additionalProperties": {"uniqueItems": true, "items": {"$ref": "#/$defs/o"}},
                 "$defs": {"o": {"title": "an object", "properties": {"a": {"items": {"type": "integer"}}}}}}
                """;
        assertThat(violation(schema, document.toString())).isEmpty();
        assertThat(violation(schema.replace("integer", "null"), document.toString())
                        .orElseThrow())
                .hasSize(200)
                .endsWith("/0/a/0: type null");
    }
}
