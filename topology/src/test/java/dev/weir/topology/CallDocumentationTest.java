package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.json.RepairJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of tool calls in docs/json.md is what a pipeline does; {@code -Dweir.docs.write=true} writes it anew. */
class CallDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final String BEGIN = "<!-- calls: written by CallDocumentationTest -->\n";
    private static final String BEFORE = "{\"id\":\"c1\",\"choices\":[";
    private static final String BEHIND = "]}";

    private static final String[] CHOICES = {
        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"weather\",\"arguments\":\"{'city': \"}}]}}",
        "{\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"name\":\"route\","
                + "\"arguments\":\"{\\\"via\\\": [\\\"A1\\\", \"}}]}}",
        "{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"'Oslo', 'days\"}}]}}",
        "{\"delta\":{},\"finish_reason\":\"length\"}"
    };

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldShowWhatBecomesOfCallsThatWereCutOff() throws IOException {
        StringBuilder lines = new StringBuilder("```\n");
        try (TestPipeline pipeline =
                TestPipeline.llm(stateDirectory, "openai", TestPipeline.filter(new RepairJson()))) {
            for (String choice : CHOICES) {
                lines.append("before: ").append(choice).append('\n');
                pipeline.send("k", BEFORE + choice + BEHIND);
            }
            for (Sent sent : pipeline.clean()) {
                String value = String.valueOf(sent.value());
                String choice = value.substring(BEFORE.length(), value.length() - BEHIND.length());
                lines.append("after:  ").append(choice).append('\n');
            }
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String right = page.substring(0, from) + lines + "```\n" + page.substring(page.indexOf("<!-- end -->", from));
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/json.md; -Dweir.docs.write=true writes its example")
                .isEqualTo(right);
    }
}
