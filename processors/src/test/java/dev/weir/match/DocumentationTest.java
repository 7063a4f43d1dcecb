package dev.weir.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of options in docs/match.md says what the code says; {@code -Dweir.docs.write=true} writes it anew. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "match.md");

    @Test
    void shouldSayWhatTheCodeSays() throws IOException {
        String written = Files.readString(PAGE);
        String begin = "<!-- options: written by DocumentationTest -->\n";
        assertThat(written).contains(begin);
        int from = written.indexOf(begin) + begin.length();
        String right = written.substring(0, from) + String.join("\n", options()) + "\n"
                + written.substring(written.indexOf("<!-- end -->", from));
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    private static List<String> options() {
        List<String> lines = new ArrayList<>(List.of("| option | default | what it says |", "| --- | --- | --- |"));
        for (Option option : new Match().options()) {
            String choices = option.choices().isEmpty() ? "" : " (" + String.join(", ", option.choices()) + ")";
            String value = option.defaultValue().isEmpty() ? "none" : "`" + option.defaultValue() + "`";
            lines.add("| `" + option.name() + "`" + choices + " | " + value + " | "
                    + option.description().replace("|", "\\|") + " |");
        }
        return lines;
    }

    @Test
    void shouldSayHowMuchThereMayBe() throws IOException {
        assertThat(Files.readString(PAGE).replaceAll("\\s+", " "))
                .contains(WordSets.MAX_CATEGORIES + " categories")
                .contains("100,000 words")
                .contains((WordSets.MAX_WORD_BYTES >> 10) + " KiB a word")
                .contains((WordSets.MAX_TABLE_BYTES >> 30) + " GiB");
        assertThat(WordSets.MAX_WORDS).isEqualTo(100_000);
    }
}
