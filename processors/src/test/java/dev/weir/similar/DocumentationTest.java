package dev.weir.similar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of options in docs/find-similar.md says what the code says; {@code -Dweir.docs.write=true} writes it anew. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "find-similar.md");
    private static final String BEGIN = "<!-- options: written by DocumentationTest -->\n";

    @Test
    void shouldSayWhatTheCodeSays() throws IOException {
        String written = Files.readString(PAGE);
        assertThat(written).contains(BEGIN);
        int from = written.indexOf(BEGIN) + BEGIN.length();
        int to = written.indexOf("<!-- end -->", from);
        String right = written.substring(0, from) + String.join("\n", options()) + "\n" + written.substring(to);
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    private static List<String> options() {
        List<String> lines = new ArrayList<>(List.of("| option | default | what it says |", "| --- | --- | --- |"));
        for (Option option : new FindSimilar().options()) {
            String choices = option.choices().isEmpty() ? "" : " (" + String.join(", ", option.choices()) + ")";
            lines.add("| `" + option.name() + "`" + choices + " | `" + option.defaultValue() + "` | "
                    + option.description() + " |");
        }
        return lines;
    }
}
