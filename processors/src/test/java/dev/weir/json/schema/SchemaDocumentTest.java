package dev.weir.json.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDocumentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": }                                            | the schema: not JSON at line 1, column 11",
                "{} {}                                                   | the schema: more than one value",
                "``                                                      | the schema: no value",
                "[]                                                      | the schema: a schema is an object, true or false",
                "{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}  | /$schema: only the drafts",
                "{\"properties\": {\"a/b\": {\"$ref\": \"#/$defs/x\"}}}  | /properties/a~1b/$ref: '#/$defs/x' leads to no schema",
                "{\"items\": {\"$ref\": \"#nowhere\"}}                   | /items/$ref: '#nowhere' leads to no schema",
                "{\"$ref\": \"https://example.com/x.json\"}              | /$ref: 'https://example.com/x.json' leads out of this schema",
                "{\"not\": {\"$ref\": \"#/required\"}, \"required\": []} | /not/$ref: '#/required' leads to no schema",
                "{\"$ref\": \"#\"}                                       | the schema: refers to itself without end",
                "{\"anyOf\": [{\"type\": \"null\"}, {\"$ref\": \"#\"}]}  | refers to itself without end",
                "{\"if\": {\"not\": {\"$ref\": \"#/if\"}}}               | /if: refers to itself without end",
                "{\"$id\": \"ht tp:\"}                                   | the schema: 'ht tp:' is not a URI",
                "{\"items\": {\"pattern\": \"(\"}}                       | /items/pattern: '(' is not a regular expression",
                "{\"patternProperties\": {\"[\": {}}}                    | /patternProperties: '[' is not a regular expression",
            })
    void shouldNameThePlaceThatIsWrong(String schema, String message) {
        assertThatThrownBy(() -> SchemaGuide.compile(schema))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> SchemaCheck.compile(schema))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"properties\": {\"a\": {\"type\": \"text\"}}} | /properties/a/type",
                "{\"properties\": {\"a\": 3}}                    | /properties/a",
                "{\"properties\": []}                            | /properties",
                "{\"items\": 1}                                  | /items",
                "{\"required\": \"a\"}                           | /required",
                "{\"required\": [1]}                             | /required",
                "{\"enum\": 1}                                   | /enum",
                "{\"allOf\": [{\"anyOf\": {}}]}                  | /allOf/0/anyOf",
            })
    void shouldNameTheKeywordThatIsWrong(String schema, String place) {
        assertThatThrownBy(() -> SchemaGuide.compile(schema))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith(place);
        assertThatThrownBy(() -> SchemaCheck.compile(schema))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith(place);
    }

    @Test
    void shouldNotTakeValuesForSchemas() {
        SchemaGuide.compile("{\"enum\": [{\"$ref\": \"#/x\", \"pattern\": \"(\"}], \"default\": {\"$ref\": \"x\"}}");
        SchemaGuide.compile("{\"properties\": {\"$ref\": {\"type\": \"string\"}, \"pattern\": {}}}");
        SchemaCheck.compile("{\"properties\": {\"$ref\": {\"type\": \"string\"}, \"pattern\": {}}}");
    }

    @Test
    void shouldFollowReferencesIntoPlacesThatTheSpecificationDoesNotName() {
        assertThatThrownBy(() -> SchemaGuide.compile(
                        "{\"$ref\": \"#/components/a\", \"components\": {\"a\": {\"items\": {\"$ref\": \"#/no\"}}}}"))
                .hasMessageStartingWith("/components/a/items/$ref: '#/no' leads to no schema");
    }
}
