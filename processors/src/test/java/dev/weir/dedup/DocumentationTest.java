package dev.weir.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Option;
import dev.weir.filter.PipelineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of options in docs/deduplicate.md say what the code says; {@code -Dweir.docs.write=true} writes them anew. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "deduplicate.md");

    @Test
    void shouldSayWhatTheCodeSays() throws IOException {
        String written = Files.readString(PAGE);
        String right = withTable(
                withTable(written, "options for log", options(PipelineKind.LOG)),
                "options for llm",
                options(PipelineKind.LLM));
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    private static String withTable(String page, String name, List<String> lines) {
        String begin = "<!-- " + name + ": written by DocumentationTest -->\n";
        assertThat(page).contains(begin);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + String.join("\n", lines) + "\n" + page.substring(to);
    }

    private static List<String> options(PipelineKind kind) {
        Deduplicate type = new Deduplicate();
        List<String> lines = new ArrayList<>(List.of("| option | default | what it says |", "| --- | --- | --- |"));
        for (Option option : type.options()) {
            if (type.takes(option.name(), kind)) {
                String choices = option.choices().isEmpty() ? "" : " (" + String.join(", ", option.choices()) + ")";
                lines.add("| `" + option.name() + "`" + choices + " | `" + option.defaultValue() + "` | "
                        + option.description().replace("|", "\\|") + " |");
            }
        }
        return lines;
    }
}
