package dev.weir.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {

    private static String violation(String schema, String document) {
        return violation(SchemaCheck.compile(schema), document).orElse("");
    }

    private static Optional<String> violation(SchemaCheck check, String document) {
        byte[] bytes = ("}}" + document + "{{").getBytes(StandardCharsets.UTF_8);
        return check.violation(bytes, 2, bytes.length - 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"integer\"}                        | \"7\"              | /: type integer",
                "{\"type\": [\"integer\", \"null\"]}            | \"7\"              | /: type integer or null",
                "{\"type\": \"integer\"}                        | 7.0                | ``",
                "{\"items\": {\"type\": \"integer\"}}           | [1, 2, 1.5, true]  | /2: type integer",
                "{\"prefixItems\": [{}, {\"type\": \"null\"}]}  | [1, 2]             | /1: type null",
                "{\"items\": {\"required\": [\"id\", \"price\"]}} | [{\"id\": 1, \"price\": 2}, {\"id\": 3}] | /1/price: required",
                "{\"properties\": {\"a/~\": {\"const\": \"x\"}}} | {\"a/~\": \"y\"}  | /a~1~0: not the value of const",
                "{\"properties\": {\"a\": {}}, \"additionalProperties\": false} | {\"a\": 1, \"b\": 2} | /b: not allowed",
                "{\"enum\": [1, \"a\", {\"b\": [1.0]}]}         | {\"b\": [1]}       | ``",
                "{\"enum\": [1, \"a\"]}                         | \"secret\"         | /: not one of the values of enum",
                "{\"minimum\": 5}                               | 4                  | /: minimum 5",
                "{\"multipleOf\": 0.01}                         | 1.005              | /: multipleOf 0.01",
                "{\"maxLength\": 3}                             | \"secret\"         | /: maxLength 3",
                "{\"pattern\": \"^[a-z]+$\"}                    | \"SECRET\"         | /: pattern ^[a-z]+$",
                "{\"format\": \"date\"}                         | \"soon\"           | ``",
                "{\"uniqueItems\": true}                        | [1, [2], 1.0]      | /: elements are not unique",
                "{\"uniqueItems\": true}                        | [{\"a\": 1, \"b\": 2}, {\"b\": 2, \"a\": 1}] | /: elements are not unique",
                "{\"uniqueItems\": false}                       | [1, 1]             | ``",
                "{\"minItems\": 1}                              | []                 | /: minItems 1",
                "{\"maxProperties\": 1}                         | {\"a\": 1, \"b\": 2} | /: maxProperties 1",
                "{\"not\": {\"type\": \"null\"}}                | null               | /: not",
                "{\"contains\": {\"type\": \"null\"}}           | [1]                | /: contains",
                "{\"propertyNames\": {\"maxLength\": 1}}        | {\"ab\": 1}        | /: propertyNames",
                "{\"dependentRequired\": {\"a\": [\"b\"]}}      | {\"a\": 1}         | /: dependentRequired",
                "{\"allOf\": [{\"properties\": {\"a\": {\"type\": \"null\"}}}]} | {\"a\": 1} | /a: type null",
                "{\"if\": {\"required\": [\"a\"]}, \"then\": {\"required\": [\"b\"]}} | {\"a\": 1} | /b: required",
                "{\"properties\": {\"a\": true}, \"unevaluatedProperties\": false} | {\"a\": 1, \"b\": 2} | /b: not allowed",
                "{\"$defs\": {\"n\": {\"type\": \"null\"}}, \"items\": {\"$ref\": \"#/$defs/n\"}} | [null, 1] | /1: type null",
            })
    void shouldNameTheFirstViolation(String schema, String document, String message) {
        assertThat(violation(schema, document)).isEqualTo(message);
    }

    @Test
    void shouldTellTheViolationInTheAlternativeThatWasMeant() {
        String schema = """
                {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["b"]}]}
                """;
        assertThat(violation(schema, "{\"a\": \"x\", \"b\": 1}")).isEqualTo("/a: type integer");
        assertThat(violation(schema, "{\"a\": 1}")).isEqualTo("/b: required");
        assertThat(violation(schema, "5")).isEqualTo("/: fits none of anyOf");
        assertThat(violation("{\"oneOf\": [{\"minimum\": 1}, {\"minimum\": 2}]}", "5"))
                .isEqualTo("/: fits none or several of oneOf");
    }

    @Test
    void shouldTellWhatIsWrongEvenWhereAReferenceFailedBefore() {
        String schema = """
                {"$defs": {"n": {"type": "null"}}, "allOf": [
                  {"anyOf": [{"$ref": "#/$defs/n"}, {"type": "integer"}]}, {"$ref": "#/$defs/n"}]}
                """;
        assertThat(violation(schema, "5")).isNotEmpty();
        assertThat(violation(schema, "null")).isEmpty();
    }

    @Test
    void shouldFollowTheOlderDraft() {
        String schema = """
                {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"s": {"type": "string"}},
                 "properties": {"p": {"$ref": "#/definitions/s", "maxLength": 1}, "t": {"items": [{"type": "null"}], "additionalItems": false}}}
                """;
        assertThat(violation(schema, "{\"p\": \"long\", \"t\": [null]}")).isEmpty();
        assertThat(violation(schema, "{\"t\": [null, 1]}")).isEqualTo("/t/1: not allowed");
        assertThat(violation(schema, "{\"p\": 1}")).isEqualTo("/p: type string");
    }

    @Test
    void shouldRefuseWhatIsNotOneDocument() {
        assertThat(violation("true", "{\"a\": tru}")).isEqualTo("not JSON at line 1, column 10");
        assertThat(violation("true", "1 2")).isEqualTo("more than one value");
        assertThat(violation("true", " ")).isEqualTo("no value");
    }

    @Test
    void shouldKeepMessagesShortAndOnOneLine() {
        String key = "k\\n\uD83D\uDE00".repeat(300);
        String message = violation("{\"additionalProperties\": {\"type\": \"null\"}}", "{\"" + key + "\": 1}");
        assertThat(message)
                .hasSizeLessThanOrEqualTo(200)
                .endsWith(": type null")
                .doesNotContain("\n");
        assertThat(message.getBytes(StandardCharsets.UTF_8)).asString().isEqualTo(message);
        String pattern = "x".repeat(500);
        String deep = "{\"a\": ".repeat(90) + "\"s\"" + "}".repeat(90);
        String schema = "{\"additionalProperties\": {\"$ref\": \"#\"}, \"pattern\": \"" + pattern + "\"}";
        assertThat(violation(schema, deep)).hasSize(200).startsWith("/a/a/").endsWith("x…");
    }

    @Test
    void shouldKeepTheDocumentOutOfItsMessages() {
        String[] schemas = {
            "{\"const\": 1}", "{\"enum\": [1]}", "{\"type\": \"null\"}", "{\"maxLength\": 1}", "{\"pattern\": \"^a$\"}"
        };
        for (String schema : schemas) {
            assertThat(violation(schema, "\"hunter2\"")).isNotEmpty().doesNotContain("hunter");
        }
        assertThat(violation("true", "{hunter2}")).isNotEmpty().doesNotContain("hunter");
    }
}
