package dev.weir.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionValuesTest {

    private static final List<Option> OPTIONS = List.of(
            Option.choice("mode", "drop", "Where it goes.", "drop", "separate"),
            Option.duration("window", "10m", 1, 86_400_000, "How long."),
            Option.size("limit", "64KiB", 0, 1 << 20, "How much."),
            Option.integer("pass", 1, 1, 100, "How many."),
            Option.bool("trim", false, "Whether."));

    @Test
    void shouldFillInDefaults() {
        OptionValues values = OptionValues.defaults(OPTIONS);
        assertThat(values.text("mode")).isEqualTo("drop");
        assertThat(values.number("window")).isEqualTo(600_000);
        assertThat(values.intNumber("limit")).isEqualTo(65_536);
        assertThat(values.number("pass")).isEqualTo(1);
        assertThat(values.bool("trim")).isFalse();
    }

    @Test
    void shouldReadUnits() {
        OptionValues values = new OptionValues(OPTIONS, Map.of("window", "1500ms", "limit", "2 KiB"));
        assertThat(values.number("window")).isEqualTo(1_500);
        assertThat(values.number("limit")).isEqualTo(2_048);
    }

    @Test
    void shouldNameTheOptionTheValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> new OptionValues(OPTIONS, Map.of("mode", "keep")))
                .isInstanceOf(OptionException.class)
                .hasMessage("mode: 'keep' is not one of drop, separate");
        assertThatThrownBy(() -> new OptionValues(OPTIONS, Map.of("pass", "0")))
                .hasMessage("pass: '0' is not a whole number from 1 to 100");
        assertThatThrownBy(() -> new OptionValues(OPTIONS, Map.of("window", "ten")))
                .hasMessageStartingWith("window: 'ten' is not a duration");
        assertThatThrownBy(() -> new OptionValues(OPTIONS, Map.of("colour", "red")))
                .hasMessageContaining("there are mode, window, limit, pass, trim");
    }
}
