package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoLogsTest {

    private static final long START_MS = 1_760_000_000_000L;

    private final List<DemoRecord> records = records(11);

    @Test
    void shouldGiveTheSameLinesForTheSameSeed() {
        assertThat(lines(records(3))).isEqualTo(lines(records(3))).isNotEqualTo(lines(records(4)));
    }

    @Test
    void shouldWriteOutEverySlot() {
        assertThat(lines(records))
                .allSatisfy(line ->
                        assertThat(line).doesNotContainPattern("\\{[a-z]").doesNotContain("  ["));
    }

    @Test
    void shouldChangeOnlyNumbersAndIdentifiersWithinAStorm() {
        Map<String, List<DemoRecord>> storms = records.stream()
                .filter(record -> record.streamId().contains("storm"))
                .collect(Collectors.groupingBy(DemoRecord::streamId));
        assertThat(storms).hasSizeGreaterThan(10);
        storms.forEach((storm, lines) -> {
            assertThat(lines.stream().map(DemoLogsTest::masked).distinct())
                    .as(storm)
                    .hasSize(1);
            assertThat(lines(lines)).as(storm).doesNotHaveDuplicates();
        });
        assertThat(storms.values().stream().filter(lines -> lines.size() >= 40).count())
                .isGreaterThanOrEqualTo(storms.size() - 1L);
    }

    @Test
    void shouldGoOnWithNormalTrafficDuringAStormAndBetweenStorms() {
        assertThat(records.stream().map(DemoRecord::scenario).distinct()).hasSize(2);
        long normal = records.stream()
                .filter(record -> record.scenario().equals("normal traffic"))
                .count();
        assertThat(normal).isBetween(records.size() / 4L, 3L * records.size() / 4);
        assertThat(records.stream().map(DemoRecord::timestampMs)).isSorted();
        assertThat(records.stream()
                        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .distinct())
                .containsExactlyInAnyOrder("edge", "checkout", "payments", "bastion");
    }

    @Test
    void shouldAnswerWithDifferentStatusCodes() {
        List<String> lines = lines(records);
        for (String status : List.of("200", "201", "304", "404", "500")) {
            assertThat(lines).anyMatch(line -> line.contains("HTTP/1.1\" " + status + " "));
        }
    }

    private static String masked(DemoRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8)
                .replaceAll("\\b[0-9a-f]{4,}(-[0-9a-f]+)*\\b", "#")
                .replaceAll("[0-9]+", "#");
    }

    private static List<DemoRecord> records(long seed) {
        DemoLogs logs = new DemoLogs(seed, START_MS);
        return Stream.generate(logs::next).limit(5_000).toList();
    }

    private static List<String> lines(List<DemoRecord> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
