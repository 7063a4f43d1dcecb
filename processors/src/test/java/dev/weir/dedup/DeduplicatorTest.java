package dev.weir.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.OptionValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Windows of 100 ms, 100 ms of lateness, storms summed up every 30 ms, unless a test says otherwise. */
class DeduplicatorTest {

    private static final int PARTITION = 3;

    private final List<Summary> summaries = new ArrayList<>();
    private final Map<String, byte[]> store = new TreeMap<>();
    private Map<String, String> written =
            Map.of("window", "100ms", "late", "100ms", "summary-interval", "30ms", "max-keys", "4");
    private Deduplicator deduplicator = fresh();
    private long nextOffset = 10;

    // --- what is equal

    @Test
    void shouldPassTheFirstOfAKindAndHoldBackItsRepeats() {
        assertThat(offer("took 5 ms", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("took 71 ms", 1)).isEqualTo(Decision.SUPPRESS);
        assertThat(offer("took long", 2)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldKeepLevelsAndCodesApart() {
        assertThat(offer("WARN status=500 in 3 ms", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("ERROR status=500 in 3 ms", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("ERROR status=503 in 3 ms", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("ERROR status=503 in 9 ms", 0)).isEqualTo(Decision.SUPPRESS);
    }

    @Test
    void shouldCompareWithinTheRecordKey() {
        assertThat(offer("a", "x", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("b", "x", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer(null, "x", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("", "x", 0)).as("an empty key is a key").isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("a", "x", 0)).isEqualTo(Decision.SUPPRESS);
    }

    @Test
    void shouldNotConfuseKeyAndLine() {
        assertThat(offer("ab", "c", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("a", "bc", 0)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldCompareWithinThePartitionWhereAsked() {
        with("scope", "partition");
        assertThat(offer("a", "x", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("b", "x", 0)).isEqualTo(Decision.SUPPRESS);
        assertThat(offerAt("a", "x", 0, PARTITION + 1, 1)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldMaskOnlyWhiteSpaceWhereAsked() {
        with("mask", "whitespace");
        assertThat(offer("a  1", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("a 1 ", 0)).isEqualTo(Decision.SUPPRESS);
        assertThat(offer("a 2", 0)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldCompareBytesWhereAsked() {
        with("mask", "exact");
        assertThat(offer("a  1", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("a 1", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("a 1", 0)).isEqualTo(Decision.SUPPRESS);
    }

    // --- the window

    @Test
    void shouldPassAsManyAsAsked() {
        with("pass", "2");
        assertThat(offer("x", 0)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("x", 1)).isEqualTo(Decision.PASS);
        assertThat(offer("x", 2)).isEqualTo(Decision.SUPPRESS);
    }

    @Test
    void shouldNeverProlongAWindow() {
        offer("x", 0);
        for (int time = 20; time < 100; time += 20) {
            assertThat(offer("x", time)).isEqualTo(Decision.SUPPRESS);
        }
        assertThat(offer("x", 99)).isEqualTo(Decision.SUPPRESS);
        assertThat(offer("x", 100)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldCountALineOutOfOrderAsARepeat() {
        offer("x", 100);
        assertThat(offer("x", 1)).isEqualTo(Decision.SUPPRESS);
        with("late", "1m");
        offer("x", 100);
        assertThat(offer("x", 0)).as("a window before").isEqualTo(Decision.LATE);
    }

    @Test
    void shouldStillCompareALineThatComesAfterItsWindowEnded() {
        offer("x", 0);
        offer("y", 150);
        assertThat(offer("x", 99)).isEqualTo(Decision.SUPPRESS);
        assertThat(summaries).isEmpty();
        offer("y", 180);
        assertThat(summaries).singleElement().satisfies(summary -> {
            assertThat(summary.suppressed()).isEqualTo(1);
            assertThat(summary.reason()).isEqualTo(Summary.Reason.WINDOW_ENDED);
        });
    }

    @Test
    void shouldPassALineThatIsTooLateAndOpenNothingWithIt() {
        offer("y", 1_000);
        assertThat(offer("x", 899)).isEqualTo(Decision.LATE);
        assertThat(offer("x", 899)).isEqualTo(Decision.LATE);
        assertThat(offer("x", 900)).isEqualTo(Decision.PASS_FIRST);
    }

    @Test
    void shouldPassWhatItCannotRemember() {
        for (String line : List.of("a", "b", "c", "d")) {
            assertThat(offer(line, 0)).isEqualTo(Decision.PASS_FIRST);
        }
        assertThat(offer("e", 0)).isEqualTo(Decision.OVERFLOW);
        assertThat(offer("e", 0)).isEqualTo(Decision.OVERFLOW);
        assertThat(offer("a", 0)).isEqualTo(Decision.SUPPRESS);
        assertThat(deduplicator.liveKeys()).isEqualTo(4);
    }

    @Test
    void shouldGiveUpAnEndedWindowBeforeItOverflows() {
        for (String line : List.of("a", "b", "c", "d")) {
            offer(line, 0);
        }
        assertThat(offer("e", 100)).isEqualTo(Decision.PASS_FIRST);
        assertThat(deduplicator.liveKeys()).isEqualTo(4);
    }

    // --- summaries

    @Test
    void shouldSumUpAWindowWhenItEnds() {
        offer("job 1 took 5 ms", 0);
        offer("job 2 took 6 ms", 90);
        offer("job 3 took 7 ms", 80);
        offer("y", 99);
        assertThat(summaries).isEmpty();
        offer("y", 100);
        assertThat(summaries).singleElement().satisfies(summary -> {
            assertThat(summary.fingerprint()).matches("[0-9a-f]{32}");
            assertThat(summary.template()).isEqualTo("job <*> took <*> ms");
            assertThat(summary.sample()).isEqualTo("job 2 took 6 ms");
            assertThat(List.of(summary.firstTimeMs(), summary.lastTimeMs())).containsExactly(0L, 90L);
            assertThat(List.of(summary.passed(), summary.suppressed())).containsExactly(1L, 2L);
            assertThat(summary.reason()).isEqualTo(Summary.Reason.WINDOW_ENDED);
        });
    }

    @Test
    void shouldSayNothingOfAWindowWithoutRepeats() {
        offer("x", 0);
        deduplicator.advance(1_000);
        assertThat(summaries).isEmpty();
    }

    @Test
    void shouldSumUpAStormEveryInterval() {
        for (int time = 0; time < 200; time += 5) {
            offer("x", time);
        }
        assertThat(summaries)
                .extracting(summary -> summary.reason().label() + " " + summary.suppressed())
                .containsExactly(
                        "storm 6", "storm 12", "storm 18", "window-ended 19", "storm 6", "storm 12", "storm 18");
    }

    @Test
    void shouldWaitForTheEndWhereNoIntervalIsAsked() {
        with("summary-interval", "0ms");
        for (int time = 0; time <= 100; time += 5) {
            offer("x", time);
        }
        assertThat(summaries)
                .singleElement()
                .satisfies(summary -> assertThat(summary.suppressed()).isEqualTo(19));
    }

    @Test
    void shouldEndWindowsByTheClockOnTheWallWhenNothingComes() {
        offer("x", 0);
        offer("x", 10);
        deduplicator.closeIdle(5_000, 5_020);
        assertThat(summaries).isEmpty();
        deduplicator.closeIdle(5_000, 5_090);
        assertThat(summaries).extracting(summary -> summary.reason().label()).containsExactly("idle");
        assertThat(offer("z", 11)).as("no line is late because of it").isEqualTo(Decision.PASS_FIRST);
        assertThat(offer("x", 12)).as("event time still decides").isEqualTo(Decision.SUPPRESS);
    }

    @Test
    void shouldWriteASummaryAsJson() {
        byte[] json = new Summary("ab", "t \"<*>\"\n", 1, 2, 3, 4, Summary.Reason.STORM, "s").toJson();
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\":\"duplicates\",\"fingerprint\":\"ab\",\"template\":\"t \\\"<*>\\\"\\n\",\"first\":1,"
                                + "\"last\":2,\"passed\":3,\"suppressed\":4,\"reason\":\"storm\",\"sample\":\"s\"}");
    }

    @Test
    void shouldShowInvalidTextAndCutBetweenCharacters() {
        byte[] line = ("x" + "日".repeat(500)).getBytes(StandardCharsets.UTF_8);
        byte[] broken = {'a', (byte) 0x80, 'b'};
        for (byte[] next : List.of(line, line, broken, broken)) {
            deduplicator.offer(null, next, 0, next.length, 0, PARTITION, nextOffset++);
        }
        deduplicator.advance(100);
        assertThat(summaries).extracting(Summary::sample).containsExactlyInAnyOrder("x" + "日".repeat(341), "a\ufffdb");
    }

    // --- restarts

    @Test
    void shouldGoOnAfterARestart() {
        offer("x", 0);
        offer("x", 10);
        commitAndRestart();
        assertThat(offer("x", 20)).isEqualTo(Decision.SUPPRESS);
        offer("y", 100);
        assertThat(summaries)
                .singleElement()
                .satisfies(summary -> assertThat(summary.suppressed()).isEqualTo(2));
    }

    @Test
    void shouldDecideAgainAsBeforeWhenRecordsAreReadAgain() {
        with("pass", "2");
        offer("x", 0);
        offer("x", 10);
        offer("x", 20);
        offer("x", 25);
        commitAndRestart();
        nextOffset = 10;
        assertThat(offer("x", 0)).isEqualTo(Decision.PASS_AGAIN);
        assertThat(offer("x", 10)).isEqualTo(Decision.PASS_AGAIN);
        assertThat(offer("x", 20)).isEqualTo(Decision.SUPPRESS_AGAIN);
        assertThat(offer("x", 25)).isEqualTo(Decision.SUPPRESS_AGAIN);
        assertThat(offer("x", 29)).isEqualTo(Decision.SUPPRESS);
        deduplicator.advance(100);
        assertThat(summaries).last().satisfies(summary -> {
            assertThat(summary.passed()).isEqualTo(2);
            assertThat(summary.suppressed()).isEqualTo(3);
        });
    }

    @Test
    void shouldTellPartitionsApartWhenRecordsAreReadAgain() {
        assertThat(offerAt("k", "x", 0, 1, 500)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offerAt("k", "x", 0, 2, 7)).isEqualTo(Decision.SUPPRESS);
        commitAndRestart();
        assertThat(offerAt("k", "x", 0, 2, 7)).isEqualTo(Decision.SUPPRESS_AGAIN);
        assertThat(offerAt("k", "x", 0, 2, 8)).isEqualTo(Decision.SUPPRESS);
        assertThat(offerAt("k", "x", 0, 1, 500)).isEqualTo(Decision.PASS_AGAIN);
    }

    @Test
    void shouldPassAgainWhatPassedLateOrBeforeItsWindowWasKnown() {
        offerAt("k", "y", 1_000, PARTITION, 1);
        assertThat(offerAt("k", "x", 0, PARTITION, 2)).isEqualTo(Decision.LATE);
        assertThat(offerAt("k", "x", 950, PARTITION, 3)).isEqualTo(Decision.PASS_FIRST);
        assertThat(offerAt("k", "x", 1, PARTITION, 4)).isEqualTo(Decision.LATE);
        assertThat(offerAt("k", "x", 960, PARTITION, 5)).isEqualTo(Decision.SUPPRESS);
        commitAndRestart();
        assertThat(offerAt("k", "x", 0, PARTITION, 2)).isEqualTo(Decision.PASS_AGAIN);
        assertThat(offerAt("k", "x", 1, PARTITION, 4)).isEqualTo(Decision.PASS_AGAIN);
        assertThat(offerAt("k", "x", 960, PARTITION, 5)).isEqualTo(Decision.SUPPRESS_AGAIN);
    }

    @Test
    void shouldRememberAWindowThatIsOverUntilItsRecordsCannotComeAgain() {
        offerAt("k", "x", 0, PARTITION, 1);
        commit();
        offerAt("k", "x", 1, PARTITION, 2);
        offerAt("k", "y", 1_000, PARTITION, 3);
        commitAndRestart();
        assertThat(offerAt("k", "x", 1, PARTITION, 2)).isEqualTo(Decision.SUPPRESS_AGAIN);
        offerAt("k", "y", 1_000, PARTITION, 3);
        offerAt("k", "y", 1_001, PARTITION, 4);
        commit();
        assertThat(store).hasSize(2);
        commit();
        assertThat(store).as("now it is gone").hasSize(1);
    }

    @Test
    void shouldSendASummaryAgainIfTheRecordThatTriggeredItIsReadAgain() {
        offerAt("k", "x", 0, PARTITION, 1);
        offerAt("k", "x", 1, PARTITION, 2);
        offerAt("k", "y", 100, PARTITION, 3);
        commitAndRestart();
        offerAt("k", "y", 100, PARTITION, 3);
        assertThat(summaries).hasSize(2);
        assertThat(summaries.get(1)).isEqualTo(summaries.get(0));
    }

    @Test
    void shouldSendASummaryOnlyOnceIfNothingIsReadAgain() {
        offerAt("k", "x", 0, PARTITION, 1);
        offerAt("k", "x", 1, PARTITION, 2);
        offerAt("k", "y", 100, PARTITION, 3);
        commitAndRestart();
        offerAt("k", "y", 101, PARTITION, 4);
        assertThat(summaries).hasSize(1);
    }

    @Test
    void shouldWriteOnlyWhatChanged() {
        offer("x", 0);
        offer("y", 0);
        assertThat(commit()).isEqualTo(2);
        assertThat(commit()).isZero();
        offer("x", 1);
        assertThat(commit()).isEqualTo(1);
    }

    @Test
    void shouldPassRatherThanHoldBackWhenTooManyPassedToRemember() {
        with("pass", "40");
        for (int i = 0; i < 45; i++) {
            offer("x", 0);
        }
        commitAndRestart();
        nextOffset = 10;
        for (int i = 0; i < 40; i++) {
            assertThat(offer("x", 0)).isEqualTo(Decision.PASS_AGAIN);
        }
        assertThat(offer("x", 0)).isEqualTo(Decision.SUPPRESS_AGAIN);
    }

    @Test
    void shouldSayWhatIsWrongWithDamagedState() {
        byte[] key = new byte[16];
        assertThatThrownBy(() -> deduplicator.load(key, new byte[] {9}))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> deduplicator.load(key, new byte[] {1, 7}))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("state 7");
        offer("x", 0);
        commit();
        byte[] saved = store.values().iterator().next();
        for (int length = 0; length < saved.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(saved, length);
            assertThatThrownBy(() -> fresh().load(key, cut)).isInstanceOf(MalformedStateException.class);
        }
    }

    // --- how the tests drive it

    private Decision offer(String line, long timeMs) {
        return offer("k", line, timeMs);
    }

    private Decision offer(@Nullable String key, String line, long timeMs) {
        return offerAt(key, line, timeMs, PARTITION, nextOffset++);
    }

    private Decision offerAt(@Nullable String key, String line, long timeMs, int partition, long offset) {
        byte[] bytes = ("##" + line + "##").getBytes(StandardCharsets.UTF_8);
        return deduplicator.offer(
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                bytes,
                2,
                bytes.length - 4,
                timeMs,
                partition,
                offset);
    }

    private int commit() {
        int[] changes = {0};
        deduplicator.forEachDirty((key, value) -> {
            changes[0]++;
            String name = Fingerprint.fromBytes(key).toHex();
            if (value == null) {
                assertThat(store.remove(name)).isNotNull();
            } else {
                store.put(name, value);
            }
        });
        return changes[0];
    }

    private void commitAndRestart() {
        commit();
        deduplicator = fresh();
        store.forEach((key, value) -> deduplicator.load(java.util.HexFormat.of().parseHex(key), value));
    }

    private void with(String option, String value) {
        Map<String, String> changed = new TreeMap<>(written);
        changed.put(option, value);
        written = changed;
        deduplicator = fresh();
    }

    private Deduplicator fresh() {
        return new Deduplicator(
                Deduplicate.configure(new OptionValues(new Deduplicate().options(), written)), summaries::add);
    }
}
