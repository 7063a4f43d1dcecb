package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeSchemaTest {

    private static final String SCHEMA = "{ type: object, required: [id], properties: { id: { type: integer },"
            + " zip: { type: string, pattern: '^\\d+$' }, state: { enum: [open, closed] } } }";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String options) throws IOException {
        return Files.writeString(
                folder.resolve("weir.yaml"), """
                pipelines:
                  - name: orders
                    kind: %s
                    input: { topics: [in], format: text }
                    filters:
                      - repair-json: %s
                    outputs: { clean: out, alerts: alerts, dead: dead }
                """.formatted(options.contains("llm") ? "llm" : "log", options));
    }

    private static Outcome pipe(Path file, String input) {
        return Outcome.ofInput(input, "pipe", "-c", file.toString(), "--in", "text", "--out", "text", "--explain");
    }

    @Test
    void shouldReadWhatIsDoubtfulAsTheSchemaHasIt() throws IOException {
        Outcome outcome = pipe(file("{ schema: " + SCHEMA + " }"), "Order: {id: 007, zip: 007, state: Open}\n");

        assertThat(outcome.output()).isEqualTo("{\"id\": 7, \"zip\": \"007\", \"state\": \"open\"}\n");
        assertThat(outcome.errors()).contains("repair-json: schema-type at byte 12 -> 7");
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws IOException {
        Outcome outcome = pipe(file("{ schema: " + SCHEMA + " }"), "{\"zip\": \"x\"}\n{\"id\": 1, \"zip\": \"x\"}\n");

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).isEqualTo("""
                line 1, content
                  repair-json: refused: does not fit the schema, /id: required at byte 0
                    {"zip": "x"}
                line 2, content
                  repair-json: refused: does not fit the schema, /zip: pattern ^\\d+$ at byte 0
                    {"id": 1, "zip": "x"}
                """);
    }

    @Test
    void shouldAlertWhereAStreamDoesNotFit() throws IOException {
        Path file = file("{ schema: " + SCHEMA + " } # llm");

        Outcome outcome = Outcome.ofInput("""
                {"key":"a","value":"{\\"zip\\": 01"}
                {"key":"a","value":"2}","headers":{"weir-end":"true"}}
                """, "pipe", "-c", file.toString());

        assertThat(outcome.output())
                .contains("\"kind\\\":\\\"invalid\\\"", "does not fit the schema, /id: required")
                .contains("\\\"zip\\\": ", "\\\"012\\\"}", "json-invalid");
    }

    @Test
    void shouldTakeTheSchemaFromAFileBesideTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("order.schema.json"), "{\"properties\": {\"id\": {\"type\": \"string\"}}}");

        Outcome outcome = pipe(file("{ schema: 'file:order.schema.json' }"), "{id: 007}\n");

        assertThat(outcome.output()).isEqualTo("{\"id\": \"007\"}\n");
    }

    @Test
    void shouldTakeTheSchemaAsText() throws IOException {
        Outcome outcome = pipe(file("{ schema: '{\"items\": {\"type\": \"integer\"}}' }"), "[007]\n");

        assertThat(outcome.output()).isEqualTo("[7]\n");
    }

    @Test
    void shouldSayWhereASchemaIsWrong() throws IOException {
        Path file = file("{ schema: { properties: { id: { type: int } } } }");

        Outcome outcome = Outcome.of("validate", "-c", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .isEqualTo(file + ":6:32: pipelines[0].filters[0].repair-json.schema:"
                        + " '{\"properties\":{\"id\":{\"type\":\"int\"}}}' is not a JSON Schema that can be used;"
                        + " /properties/id/type: not a type of JSON\n");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileOfASchema() throws IOException {
        Path file = file("{ schema: 'file:order.schema.json' }");
        Path schema = folder.resolve("order.schema.json");
        String place = file + ":6:32: pipelines[0].filters[0].repair-json.schema: ";

        assertThat(Outcome.of("validate", "-c", file.toString()).output())
                .isEqualTo(place + schema + ": there is no such file\n");

        Files.writeString(schema, "{\"type\": ");
        assertThat(Outcome.of("validate", "-c", file.toString()).output())
                .startsWith(
                        place + "'file:order.schema.json' is not a JSON Schema that can be used; the schema: not JSON");
    }

    @Test
    void shouldSayWhatCannotBeJson() throws IOException {
        Path file = file("{ schema: { type: &a [object, *a], title: x, title: y } }");

        Outcome outcome = Outcome.of("validate", "-c", file.toString());

        assertThat(outcome.output()).contains("this is too large or too deep", "title: this key stands twice");
    }
}
