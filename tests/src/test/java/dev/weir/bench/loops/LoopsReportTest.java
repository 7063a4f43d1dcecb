package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopsReportTest {

    @TempDir
    Path folder;

    @Test
    void shouldPrintEveryTableAsTextAndAsJson() throws IOException {
        Files.writeString(folder.resolve("runaway.txt"), "It goes on and on. ".repeat(2_000));
        LoopsSettings settings = new LoopsSettings(1, 1, 0, List.of(folder), true, 3);
        StringWriter text = new StringWriter();
        StringWriter json = new StringWriter();
        List<String> progress = new ArrayList<>();

        boolean holds = LoopsReport.print(new PrintWriter(text), settings, false, progress::add);
        LoopsSettings fewer = new LoopsSettings(1, 1, 0, List.of(folder), false, 3);
        LoopsReport.print(new PrintWriter(json), fewer, true, progress::add);

        assertThat(holds).as("holds in spite of a loop in honest text").isFalse();
        assertThat(text.toString()).contains("runaway.txt:0").contains("What has to hold");
        assertThat(text.toString()).contains("weir", "gemini-cli", "guard", "vllm");
        Set<String> names = new HashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json.toString())) {
            while (parser.nextToken() != null) {
                if (parser.currentName() != null) {
                    names.add(parser.currentName());
                }
            }
        }
        assertThat(names).contains("positives", "turns", "generated", "real", "alarms", "comparison", "bars");
        assertThat(progress).isNotEmpty();
    }

    @Test
    void shouldReadTextsOnlyAndCutLongOnesAtTheEndOfALine() throws IOException {
        String line = "A line of a file that is long.\n";
        Files.writeString(folder.resolve("b.txt"), line.repeat(5_000));
        Files.writeString(folder.resolve("a.txt"), "é".repeat(40_000));
        Files.write(folder.resolve("picture"), new byte[1_000]);
        Files.writeString(folder.resolve("short"), "x");
        Files.writeString(Files.createDirectory(folder.resolve(".hidden")).resolve("c.txt"), line.repeat(100));
        List<String> texts = new ArrayList<>();
        List<String> places = new ArrayList<>();

        RealTexts.read(folder, (text, place) -> {
            texts.add(new String(text, UTF_8));
            places.add(place);
        });

        assertThat(String.join("", texts)).isEqualTo("é".repeat(40_000) + line.repeat(5_000));
        assertThat(texts).allMatch(text -> text.length() <= RealTexts.DOCUMENT_BYTES && !text.contains("\uFFFD"));
        assertThat(texts.subList(2, texts.size())).allMatch(text -> text.endsWith(line));
        assertThat(places).startsWith("a.txt:0", "a.txt:65536", "b.txt:0");
    }

    @Test
    void shouldUnderstandAlertsWithAndWithoutLevels() {
        assertThat(reading("exact", Map.of("period", 3)).level()).isEqualTo(Level.STOP);
        assertThat(reading("near", Map.of("level", "warn")).level()).isEqualTo(Level.WARN);
        assertThat(reading("near", Map.of("level", "warn", "ended", false)).isAlarm())
                .isTrue();
        assertThat(reading("near", Map.of("level", "warn", "ended", true)).isAlarm())
                .isFalse();
        assertThat(reading("exact-ended", Map.of()).isAlarm()).isFalse();
        assertThat(reading("exact", Map.of("period", "12")).period()).isEqualTo(12);
    }

    private static WeirDetector.AlertReading reading(String kind, Map<String, ?> details) {
        return new WeirDetector.AlertReading(kind, details);
    }
}
