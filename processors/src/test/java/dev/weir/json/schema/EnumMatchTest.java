package dev.weir.json.schema;

import static dev.weir.json.schema.GuideWalk.match;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnumMatchTest {

    @Test
    void shouldFindTheValueWhateverItsCase() {
        String schema = "{\"enum\": [\"Red\", \"GREEN\", \"naïve Ärger\", 7, null, {\"a\": 1}]}";
        assertThat(match(schema, "red")).isEqualTo("\"Red\"");
        assertThat(match(schema, " \tgreen ")).isEqualTo("\"GREEN\"");
        assertThat(match(schema, "NAÏVE äRGER")).isEqualTo("\"naïve Ärger\"");
        assertThat(match(schema, "7")).isEqualTo("7");
        assertThat(match(schema, "Null")).isEqualTo("null");
        assertThat(match(schema, "gree")).isEmpty();
        assertThat(match(schema, "greens")).isEmpty();
        assertThat(match(schema, "")).isEmpty();
    }

    @Test
    void shouldWriteTheValueAsJson() {
        assertThat(match("{\"const\": \"say \\\"hi\\\"\\n\"}", "SAY \"HI\"")).isEqualTo("\"say \\\"hi\\\"\\n\"");
        assertThat(match("{\"enum\": [1000, 2.50]}", "1000")).isEqualTo("1000");
    }

    @Test
    void shouldNotChooseBetweenValues() {
        assertThat(match("{\"enum\": [\"Red\", \"red\"]}", "RED")).isEmpty();
        assertThat(match("{\"enum\": [\"true\", true]}", "true")).isEmpty();
        assertThat(match("{\"enum\": [\"red\", \"red\"]}", "RED")).isEqualTo("\"red\"");
    }

    @Test
    void shouldCountBooleansAndNullAsValues() {
        assertThat(match("{\"type\": \"boolean\"}", "TRUE")).isEqualTo("true");
        assertThat(match("{\"type\": [\"boolean\", \"null\"]}", "NULL")).isEqualTo("null");
        assertThat(match("{\"anyOf\": [{\"enum\": [\"on\", \"off\"]}, {\"type\": \"null\"}]}", "On"))
                .isEqualTo("\"on\"");
    }

    @Test
    void shouldKnowNothingWhereAnyStringMayBe() {
        assertThat(match("{\"anyOf\": [{\"const\": \"on\"}, {\"type\": \"string\"}]}", "On"))
                .isEmpty();
        assertThat(match("{}", "true")).isEmpty();
    }

    @Test
    void shouldLeaveNumbersAloneWhereAnyNumberMayBe() {
        String schema = "{\"anyOf\": [{\"enum\": [\"5\", \"-6\", \"x1\"]}, {\"type\": \"integer\"}]}";
        assertThat(match(schema, "5")).isEmpty();
        assertThat(match(schema, "-6")).isEmpty();
        assertThat(match(schema, "X1")).isEqualTo("\"x1\"");
    }

    @Test
    void shouldHeedTheTypeAndTheOtherEnumerations() {
        assertThat(match("{\"type\": \"string\", \"enum\": [\"a\", null]}", "null"))
                .isEmpty();
        assertThat(match("{\"allOf\": [{\"enum\": [\"A\", \"b\"]}, {\"enum\": [\"a\", \"A\"]}]}", "a"))
                .isEqualTo("\"A\"");
    }

    @Test
    void shouldReadOnlyTheWordAndAnyBytes() {
        SchemaGuide guide = SchemaGuide.compile("{\"enum\": [\"é\", \"ok\"]}");
        byte[] text = "xx ok yy".getBytes(StandardCharsets.UTF_8);
        assertThat(guide.enumMatch(guide.root(), text, 2, 6)).asString().isEqualTo("\"ok\"");
        byte[] cut = {(byte) 0xC3, (byte) 0xA9, (byte) 0xC3};
        assertThat(guide.enumMatch(guide.root(), cut, 0, 2)).asString().isEqualTo("\"é\"");
        assertThat(guide.enumMatch(guide.root(), cut, 0, 1)).isNull();
        assertThat(guide.enumMatch(guide.root(), cut, 0, 3)).isNull();
    }
}
