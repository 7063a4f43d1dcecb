package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {

    @Test
    void shouldSayWhatWasFoundAndWhatItCosts() {
        Outcome outcome = Outcome.of("devices", "--gpu", "off");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines().get(0)).startsWith("Processor      ");
        assertThat(outcome.lines().get(1)).isEqualTo("Graphics card  none: switched off");
        assertThat(outcome.lines().get(3)).startsWith("stage ").endsWith("runs on");
        assertThat(outcome.lines().stream().skip(4))
                .hasSize(4 * 4 + 3)
                .allMatch(line -> Pattern.matches("[\\w-]+ +\\d+ KiB +\\d+ us +- +processor", line));
    }

    @Test
    void shouldSayItAsJson() {
        Outcome outcome = Outcome.of("devices", "--gpu", "off", "--json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines().get(0))
                .startsWith("{\"processor\":\"")
                .endsWith("\"card\":null,\"problem\":\"switched off\"}");
        assertThat(outcome.lines().stream().skip(1))
                .hasSize(4 * 4 + 3)
                .allMatch(line -> Pattern.matches(
                        "\\{\"stage\":\"[\\w-]+\",\"bytes\":\\d+,\"cpu_ns\":\\d+,\"runs_on\":\"cpu\"}", line));
    }

    @Test
    void shouldSayWhichModesThereAre() {
        Outcome outcome = Outcome.of("devices", "--gpu", "always");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errorLines().get(0)).contains("always").contains("[AUTO, OFF, REQUIRED]");
    }
}
