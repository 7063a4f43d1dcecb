package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RepairsHeaderTest {

    @Test
    void shouldNameEachRepairWithItsPlaces() {
        assertThat(header(List.of(repair("trailing-comma", 17, 16), repair("truncated", 20, 19))))
                .isEqualTo("trailing-comma@17>16,truncated@20>19");
    }

    @Test
    void shouldLeaveNoHeaderWithoutRepairs() {
        assertThat(RepairsHeader.write(List.of())).isNull();
    }

    @Test
    void shouldCountWhatAKibibyteDoesNotHold() {
        List<Report> repairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            repairs.add(repair("rule", 1_000 + i, 1_000 + i));
        }
        String header = header(repairs);
        assertThat(header)
                .hasSizeBetween(990, 1_024)
                .startsWith("rule@1000>1000,rule@1001>1001,")
                .endsWith(",+133");
        assertThat(header.split(",", -1)).hasSize(200 - 133 + 1);
    }

    @Test
    void shouldFillTheKibibyteToItsLastByteIfNothingIsLeftOut() {
        Report fits = repair("r".repeat(1_018), 10, 10);
        assertThat(header(List.of(fits))).hasSize(1_024);
        assertThat(header(List.of(repair("r".repeat(1_019), 10, 10)))).isEqualTo("+1");
        assertThat(header(List.of(fits, repair("r", 1, 1)))).isEqualTo("+2");
    }

    private static Report repair(String rule, long inputOffset, long outputOffset) {
        return new Report("repair-json", rule, inputOffset, outputOffset);
    }

    private static String header(List<Report> repairs) {
        return new String(Objects.requireNonNull(RepairsHeader.write(repairs)), UTF_8);
    }
}
