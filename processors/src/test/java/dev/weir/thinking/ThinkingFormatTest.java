package dev.weir.thinking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Chunkings;
import dev.weir.filter.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThinkingFormatTest {

    static List<ThinkingFormat> all() {
        return ThinkingFormat.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldSplitWithEachPairOfMarkers(ThinkingFormat format) {
        for (String opener : format.openers()) {
            for (String closer : format.closers()) {
                for (String formats : List.of("auto", format.name())) {
                    byte[] text = ThinkingFormat.bytes(opener + "思 < 考" + closer + "答 < 案" + closer);
                    Recording recording = Chunkings.checkAll(Filters.opening(Map.of("formats", formats)), text, 1);
                    assertThat(recording.thinking()).isEqualTo("思 < 考");
                    assertThat(recording.text()).isEqualTo("答 < 案" + closer);
                    assertThat(recording.reports())
                            .singleElement()
                            .satisfies(report -> assertThat(report.kind()).isEqualTo(format.name()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldBeginInThePromptOnlyWhereTheFormatAllowsIt(ThinkingFormat format) {
        String closer = format.closers().get(0);
        Recording recording = Chunkings.checkAll(
                Filters.opening(Map.of("implicit", "true")), ThinkingFormat.bytes("a" + closer + "b"), 1);
        assertThat(recording.text()).isEqualTo(format.openerInPrompt() ? "b" : "");
        assertThat(recording.thinking()).isEqualTo(format.openerInPrompt() ? "a" : "a" + closer + "b");
    }

    @Test
    void shouldNameEachFormatOnceAndInKebabCase() {
        assertThat(all().stream().map(ThinkingFormat::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    /** The state machine relies on both: it reads held bytes again, and skips white space before it looks for markers. */
    @Test
    void shouldHaveNoMarkerWithinAnotherNorOneThatBeginsWithWhiteSpace() {
        List<String> markers = new ArrayList<>();
        for (ThinkingFormat format : all()) {
            markers.addAll(format.openers());
            markers.addAll(format.closers());
            markers.addAll(format.interrupters());
        }
        assertThat(markers).doesNotHaveDuplicates();
        for (String marker : markers) {
            assertThat(marker.strip()).startsWith(marker.substring(0, 1));
            assertThat(markers.stream().filter(other -> !other.equals(marker)))
                    .as("markers within " + marker)
                    .noneMatch(marker::contains);
        }
    }
}
