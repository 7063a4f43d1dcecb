package dev.weir.json.schema;

import static dev.weir.json.schema.GuideWalk.knows;
import static dev.weir.json.schema.GuideWalk.node;
import static dev.weir.json.schema.GuideWalk.types;
import static dev.weir.json.schema.SchemaGuide.Type.ARRAY;
import static dev.weir.json.schema.SchemaGuide.Type.BOOLEAN;
import static dev.weir.json.schema.SchemaGuide.Type.INTEGER;
import static dev.weir.json.schema.SchemaGuide.Type.NULL;
import static dev.weir.json.schema.SchemaGuide.Type.NUMBER;
import static dev.weir.json.schema.SchemaGuide.Type.OBJECT;
import static dev.weir.json.schema.SchemaGuide.Type.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaGuideTest {

    private static final String DRAFT_7 = "\"$schema\": \"http://json-schema.org/draft-07/schema#\"";

    @Test
    void shouldAllowTheTypesThatTheSchemaNames() {
        assertThat(types("{\"type\": \"string\"}", "")).containsExactly(STRING);
        assertThat(types("{\"type\": [\"object\", \"null\"]}", "")).containsExactly(OBJECT, NULL);
        assertThat(types("{\"type\": \"number\"}", "")).containsExactly(NUMBER, INTEGER);
        assertThat(types("{\"type\": \"integer\"}", "")).containsExactly(INTEGER);
        assertThat(types("{\"minimum\": 3}", "")).hasSize(7);
    }

    @Test
    void shouldKnowEverythingAndNothingByName() {
        assertThat(SchemaGuide.compile("true").root()).isEqualTo(SchemaGuide.ANY);
        assertThat(SchemaGuide.compile("{\"description\": \"x\"}").root()).isEqualTo(SchemaGuide.ANY);
        assertThat(SchemaGuide.compile("false").root()).isEqualTo(SchemaGuide.NOTHING);
        SchemaGuide guide = SchemaGuide.compile("{\"allOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}");
        assertThat(guide.root()).isEqualTo(SchemaGuide.NOTHING);
        assertThat(types(guide, SchemaGuide.NOTHING)).isEmpty();
        assertThat(types(guide, SchemaGuide.ANY)).hasSize(7);
        assertThat(GuideWalk.member(guide, SchemaGuide.ANY, "a")).isEqualTo(SchemaGuide.ANY);
        assertThat(guide.element(SchemaGuide.NOTHING, 3)).isEqualTo(SchemaGuide.ANY);
    }

    @Test
    void shouldGoIntoProperties() {
        String schema = """
                {"properties": {"größe": {"type": "number"}, "tags": {"items": {"type": "string"}}},
                 "additionalProperties": {"type": "boolean"}}
                """;
        assertThat(types(schema, "größe")).containsExactly(NUMBER, INTEGER);
        assertThat(types(schema, "tags/7")).containsExactly(STRING);
        assertThat(types(schema, "other")).containsExactly(BOOLEAN);
        SchemaGuide guide = SchemaGuide.compile(schema);
        assertThat(knows(guide, guide.root(), "tags")).isTrue();
        assertThat(knows(guide, guide.root(), "other")).isFalse();
    }

    @Test
    void shouldForbidKeysThatAreNotDeclaredWhereNoOthersMayBe() {
        String schema = "{\"properties\": {\"a\": {}, \"b\": false}, \"additionalProperties\": false}";
        SchemaGuide guide = SchemaGuide.compile(schema);
        assertThat(node(guide, "a")).isEqualTo(SchemaGuide.ANY);
        assertThat(node(guide, "b")).isEqualTo(SchemaGuide.NOTHING);
        assertThat(node(guide, "c")).isEqualTo(SchemaGuide.NOTHING);
        assertThat(knows(guide, guide.root(), "a")).isTrue();
    }

    @Test
    void shouldNotJudgeKeysThatAPatternMayAllow() {
        String schema = "{\"patternProperties\": {\"^x-\": {}}, \"additionalProperties\": false}";
        assertThat(node(SchemaGuide.compile(schema), "y")).isEqualTo(SchemaGuide.ANY);
    }

    @Test
    void shouldNotJudgeKeysWithEscapes() {
        SchemaGuide guide = SchemaGuide.compile("{\"properties\": {\"a\": {}}, \"additionalProperties\": false}");
        assertThat(node(guide, "\\u0061")).isEqualTo(SchemaGuide.ANY);
        assertThat(knows(guide, guide.root(), "\\u0061")).isFalse();
    }

    @Test
    void shouldTellElementsByTheirIndex() {
        String schema =
                "{\"prefixItems\": [{\"type\": \"string\"}, {\"type\": \"null\"}], \"items\": {\"type\": \"array\"}}";
        assertThat(types(schema, "0")).containsExactly(STRING);
        assertThat(types(schema, "1")).containsExactly(NULL);
        assertThat(types(schema, "2")).containsExactly(ARRAY);
    }

    @Test
    void shouldReadTheTuplesOfOlderDrafts() {
        String schema = "{" + DRAFT_7 + ", \"items\": [{\"type\": \"string\"}], \"additionalItems\": false}";
        assertThat(types(schema, "0")).containsExactly(STRING);
        assertThat(node(SchemaGuide.compile(schema), "1")).isEqualTo(SchemaGuide.NOTHING);
    }

    @Test
    void shouldListWhatIsRequired() {
        SchemaGuide guide = SchemaGuide.compile("""
                {"required": ["a"], "properties": {"c": {"anyOf": [
                   {"required": ["x", "y"]}, {"required": ["y", "z"]}, {"type": "null"}]}},
                 "allOf": [{"type": "object", "required": ["b", "a"]}]}
                """);
        assertThat(guide.required(guide.root())).containsExactly("a", "b");
        assertThat(guide.required(node(guide, "c"))).containsExactly("y");
        assertThat(guide.required(SchemaGuide.ANY)).isEmpty();
    }

    @Test
    void shouldLetValuesDecideTheType() {
        assertThat(types("{\"enum\": [\"a\", 1, 2.5]}", "")).containsExactly(STRING, NUMBER, INTEGER);
        assertThat(types("{\"const\": null}", "")).containsExactly(NULL);
        assertThat(types("{\"enum\": [\"a\", 1], \"type\": \"integer\"}", "")).containsExactly(INTEGER);
        assertThat(types("{\"allOf\": [{\"enum\": [1, \"a\"]}, {\"enum\": [1.0, true]}]}", ""))
                .containsExactly(INTEGER);
        assertThat(types("{\"const\": 1, \"enum\": [2]}", "")).isEmpty();
    }

    @Test
    void shouldForbidWhatAnyPartOfAllOfForbids() {
        String schema = """
                {"type": ["object", "string"], "properties": {"a": {"type": ["string", "integer"]}},
                 "allOf": [{"type": ["object", "null"]},
                           {"properties": {"a": {"type": ["integer", "null"]}}, "additionalProperties": false}]}
                """;
        assertThat(types(schema, "")).containsExactly(OBJECT);
        assertThat(types(schema, "a")).containsExactly(INTEGER);
        assertThat(node(SchemaGuide.compile(schema), "b")).isEqualTo(SchemaGuide.NOTHING);
    }

    @Test
    void shouldForbidOnlyWhatEveryAlternativeForbids() {
        String schema = """
                {"anyOf": [{"type": "null"},
                           {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false},
                           {"type": "object", "properties": {"a": {"type": "boolean"}, "b": {"type": "null"}},
                            "additionalProperties": false}]}
                """;
        assertThat(types(schema, "")).containsExactly(OBJECT, NULL);
        assertThat(types(schema, "a")).containsExactly(STRING, BOOLEAN);
        assertThat(types(schema, "b")).containsExactly(NULL);
        assertThat(node(SchemaGuide.compile(schema), "c")).isEqualTo(SchemaGuide.NOTHING);
        assertThat(types(schema.replace("anyOf", "oneOf"), "a")).containsExactly(STRING, BOOLEAN);
    }

    @Test
    void shouldCombineAlternativesWithTheirSurroundings() {
        String schema = """
                {"type": "object", "properties": {"id": {"type": "integer"}},
                 "anyOf": [{"type": "string"}, {"properties": {"x": {"type": "null"}}}],
                 "oneOf": [{"properties": {"x": {"type": ["null", "string"]}}}, {"additionalProperties": false}]}
                """;
        assertThat(types(schema, "")).containsExactly(OBJECT);
        assertThat(types(schema, "x")).containsExactly(NULL);
    }

    @Test
    void shouldFollowReferences() {
        String schema = """
                {"$defs": {"name": {"type": "string"}, "a/b c": {"type": "null"}, "far": {"$anchor": "n", "type": "array"}},
                 "properties": {"p": {"$ref": "#/$defs/name"}, "q": {"$ref": "#/$defs/a~1b%20c"}, "r": {"$ref": "#n"},
                                "s": {"$ref": "#/$defs/name", "type": ["string", "null"]}}}
                """;
        assertThat(types(schema, "p")).containsExactly(STRING);
        assertThat(types(schema, "q")).containsExactly(NULL);
        assertThat(types(schema, "r")).containsExactly(ARRAY);
        assertThat(types(schema, "s")).containsExactly(STRING);
    }

    @Test
    void shouldLetReferencesStandAloneInOlderDrafts() {
        String schema = "{" + DRAFT_7
                + ", \"definitions\": {\"s\": {\"$id\": \"#s\", \"type\": \"string\"}},"
                + " \"properties\": {\"p\": {\"$ref\": \"#s\", \"type\": \"null\"}}}";
        assertThat(types(schema, "p")).containsExactly(STRING);
    }

    @Test
    void shouldFollowReferencesToResourcesInsideTheSchema() {
        String schema = """
                {"$id": "https://example.com/order", "properties": {"item": {"$ref": "item"}, "top": {"$ref": "order#/$defs/s"}},
                 "$defs": {"s": {"type": "string"},
                           "i": {"$id": "item", "properties": {"n": {"$ref": "#/$defs/s"}}, "$defs": {"s": {"type": "null"}}}}}
                """;
        assertThat(types(schema, "top")).containsExactly(STRING);
        assertThat(types(schema, "item/n")).containsExactly(NULL);
    }

    @Test
    void shouldComeBackToItsNodesInRecursiveSchemas() {
        SchemaGuide guide = SchemaGuide.compile("""
                {"$ref": "#/$defs/tree", "$defs": {"tree": {"type": "object",
                  "properties": {"value": {"type": "integer"}, "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}},
                                 "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}}}
                """);
        assertThat(types(guide, node(guide, "children/0/next/children/5/value")))
                .containsExactly(INTEGER);
        assertThat(types(guide, node(guide, "next/next/next"))).containsExactly(OBJECT, NULL);
        assertThat(guide.size()).isLessThan(12);
    }

    @Test
    void shouldStayBoundedWhateverTheCombinations() {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            choices.append(i == 0 ? "" : ",")
                    .append("{\"anyOf\": [{\"properties\": {\"k" + i + "\": {\"$ref\": \"#\"}}},")
                    .append("{\"properties\": {\"j" + i + "\": {\"items\": {\"$ref\": \"#\"}}}}]}");
        }
        SchemaGuide guide = SchemaGuide.compile("{\"type\": \"object\", \"allOf\": [" + choices + "]}");
        assertThat(types(guide, guide.root())).containsExactly(OBJECT);
        assertThat(guide.size()).isLessThanOrEqualTo(GuideCompiler.MAX_NODES);
    }
}
