package dev.weir.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.Analysis;
import dev.weir.batch.Batch;
import dev.weir.batch.Engine;
import dev.weir.batch.Matches;
import dev.weir.batch.PatternScan;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A race means something only if the course is the right one. */
class WorkTest {

    @Test
    void shouldHaveLinesOfAbout200Bytes() {
        Batch lines = Work.lines();
        assertThat(lines.size() / lines.messages()).isBetween(180, 220);
    }

    @Test
    void shouldFindPatternsInSomeLinesAndNotInAll() {
        Batch lines = Work.lines();
        PatternScan scan = (PatternScan) Work.PATTERN_SCAN.stage(lines);
        try (Engine engine = EngineKind.PLAIN.open().orElseThrow()) {
            Analysis analysis = engine.analyse(lines, List.of(scan));
            Matches matches = analysis.result(scan);
            assertThat(matches.isComplete()).isTrue();
            assertThat(Arrays.stream(matches.categories()).filter(found -> found != 0))
                    .hasSizeBetween(1, lines.messages() - 1);
        }
    }
}
