package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

    /** Three messages of 4, 0 and 6 bytes. */
    private static Batch batch() {
        Batch.Builder batch = new Batch.Builder();
        batch.add(new byte[10], 0, 4);
        batch.add(new byte[10], 0, 0);
        batch.add(new byte[10], 0, 6);
        return batch.build();
    }

    private static PatternScan scan(int maxEvents) {
        return new PatternScan(PatternSet.of(List.of(new Pattern(new byte[] {1}, 0)), true), maxEvents);
    }

    private static Matches matches(boolean complete, int... ends) {
        int[] patterns = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            patterns[i] = 100 + ends[i];
        }
        return new Matches(new long[] {1, 0, 2}, ends, patterns, complete);
    }

    private static void assertEqual(Matches actual, Matches expected) {
        assertThat(Results.areEqual(actual, expected))
                .as(() -> List.of(actual.ends(), actual.patterns(), actual.categories(), actual.isComplete()) + "")
                .isTrue();
    }

    @Test
    void shouldSliceEventsByTheirMessages() {
        Matches all = matches(true, 2, 4, 5, 10);

        assertEqual(
                Results.slice(scan(10), all, batch(), 0, 1),
                new Matches(new long[] {1}, new int[] {2, 4}, new int[] {102, 104}, true));
        assertEqual(
                Results.slice(scan(10), all, batch(), 1, 3),
                new Matches(new long[] {0, 2}, new int[] {1, 6}, new int[] {105, 110}, true));
    }

    @Test
    void shouldCallASliceCompleteIfALaterEventWasToldOf() {
        Matches cut = matches(false, 2, 4, 5);

        assertThat(Results.slice(scan(3), cut, batch(), 0, 2).isComplete()).isTrue();
        assertThat(Results.slice(scan(3), cut, batch(), 2, 3).isComplete()).isFalse();
    }

    @Test
    void shouldJoinWhatWasSliced() {
        Matches all = matches(true, 2, 4, 5, 10);
        Matches first = Results.slice(scan(10), all, batch(), 0, 2);
        Matches second = Results.slice(scan(10), all, batch(), 2, 3);

        assertEqual(Results.join(scan(10), List.of(first, second), new int[] {4, 6}), all);
    }

    @Test
    void shouldKeepTheFirstEventsWhereJoinedPartsHaveTooMany() {
        Matches all = matches(true, 2, 4, 5, 10);
        Matches first = Results.slice(scan(3), all, batch(), 0, 2);
        Matches second = Results.slice(scan(3), all, batch(), 2, 3);

        assertEqual(Results.join(scan(3), List.of(first, second), new int[] {4, 6}), matches(false, 2, 4, 5));
    }

    @Test
    void shouldSliceAndJoinColumns() {
        Hashes hashes = new Hashes(new long[] {1, 2, 3}, new long[] {4, 5, 6});
        Bands bands = new Bands(2, new long[] {1, 2, 3, 4, 5, 6});
        SimHash stage = new SimHash(Elements.WORDS, 2);
        int[] sizes = {4, 6};

        Hashes joinedHashes = Results.join(
                new ContentHash(),
                List.of(
                        Results.slice(new ContentHash(), hashes, batch(), 0, 2),
                        Results.slice(new ContentHash(), hashes, batch(), 2, 3)),
                sizes);
        Bands joinedBands = Results.join(
                stage,
                List.of(Results.slice(stage, bands, batch(), 0, 1), Results.slice(stage, bands, batch(), 1, 3)),
                sizes);

        assertThat(Results.areEqual(joinedHashes, hashes)).isTrue();
        assertThat(Results.areEqual(joinedBands, bands)).isTrue();
        assertThat(Results.areEqual(joinedBands, new Bands(2, new long[] {1, 2, 3, 4, 5, 7})))
                .isFalse();
    }
}
