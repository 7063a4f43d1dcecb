package dev.weir.bench.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the judge of the suite sees what came out otherwise than it should. */
class ConformanceTest {

    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatBecameOfEachText() throws IOException {
        write("y_sound.json", "{\"a\": [1.10, \"\\\\u\", \"\\uD834\"]}");
        write("n_comma.json", "[1,]");
        write("n_two.json", "[][]");
        write("n_words.json", "words");
        write("n_nothing.json", " ");
        write("i_half_a_pair.json", "{\"\\uDFAA\":0}");
        assertThat(print(true))
                .contains("n_two.json", "byte for byte, several values")
                .containsPattern("whole, i_: byte for byte +1")
                .containsPattern("whole, y_: byte for byte +1")
                .containsPattern("whole, n_: mended, valid +1")
                .containsPattern("in pieces of one byte, n_: refused +1")
                .containsPattern("in pieces of one byte, n_: no text, none came out +1");
    }

    @Test
    void shouldSayWhatIsOtherwiseThanItShouldBe() throws IOException {
        write("y_comma.json", "[1,]");
        write("n_sound.json", "[1]");
        assertThat(print(false))
                .containsPattern("WRONG y_comma.json +mended")
                .containsPattern("WRONG n_sound.json +byte");
        Output output = new Output();
        output.text("[1,]".getBytes(StandardCharsets.UTF_8));
        assertThat(Conformance.outcome(new byte[0], output)).isEqualTo(Conformance.Outcome.INVALID);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String print(boolean sound) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream to = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            assertThat(Conformance.print(to, folder)).isEqualTo(sound);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
