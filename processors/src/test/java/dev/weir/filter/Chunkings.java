package dev.weir.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Runs a filter over a text cut in every way that matters and checks that the cut never shows: whole, byte by byte,
 * every cut in two, seeded random cuts, and byte by byte with the state saved and restored at every byte.
 */
public final class Chunkings {

    private static final int RANDOM_CUTS = 20;
    private static final int MAX_TWO_WAY_CUTS = 400;

    private Chunkings() {}

    /** Runs a fresh filter over the whole text in one piece. */
    public static Recording whole(Supplier<Filter> fresh, byte[] text) {
        return run(fresh, text);
    }

    /**
     * Checks that every chunking gives what the whole text in one piece gives, and returns that.
     *
     * @param fresh opens a new filter, always with the same options
     * @param seed for the random cuts; printed when one of them fails
     */
    public static Recording checkAll(Supplier<Filter> fresh, byte[] text, long seed) {
        Recording whole = run(fresh, text);
        String expected = whole.everything();
        int[] everyByte = new int[Math.max(0, text.length - 1)];
        Arrays.setAll(everyByte, i -> i + 1);
        assertThat(run(fresh, text, everyByte).everything()).as("byte by byte").isEqualTo(expected);
        assertThat(runSaving(fresh, text).everything())
                .as("byte by byte, saved and restored at every byte")
                .isEqualTo(expected);
        int step = Math.max(1, text.length / MAX_TWO_WAY_CUTS);
        for (int cut = 1; cut < text.length; cut += step) {
            assertThat(run(fresh, text, cut).everything())
                    .as("cut at byte " + cut)
                    .isEqualTo(expected);
        }
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_CUTS && text.length > 1; i++) {
            int[] cuts = random.ints(1 + random.nextInt(text.length), 1, text.length)
                    .sorted()
                    .toArray();
            assertThat(run(fresh, text, cuts).everything())
                    .as("seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .isEqualTo(expected);
        }
        return whole;
    }

    private static Recording run(Supplier<Filter> fresh, byte[] text, int... cuts) {
        Filter filter = fresh.get();
        Recording recording = new Recording();
        int from = 0;
        for (int cut : cuts) {
            acceptGuarded(filter, text, from, cut, recording);
            from = cut;
        }
        acceptGuarded(filter, text, from, text.length, recording);
        return finish(filter, recording);
    }

    private static Recording runSaving(Supplier<Filter> fresh, byte[] text) {
        Filter filter = fresh.get();
        Recording recording = new Recording();
        for (int i = 0; i < text.length; i++) {
            acceptGuarded(filter, text, i, i + 1, recording);
            StateWriter saved = new StateWriter();
            filter.save(saved);
            StateReader reader = new StateReader(saved.toByteArray());
            filter = fresh.get();
            filter.restore(reader);
            assertThat(reader.atEnd())
                    .as("restore reads all that save wrote, after byte " + i)
                    .isTrue();
        }
        return finish(filter, recording);
    }

    /** Hands the piece over in an array of its own that is wiped afterwards: a filter that kept it would show. */
    private static void acceptGuarded(Filter filter, byte[] text, int from, int to, Recording recording) {
        byte[] padded = new byte[to - from + 6];
        Arrays.fill(padded, (byte) '#');
        System.arraycopy(text, from, padded, 3, to - from);
        filter.accept(padded, 3, to - from, recording);
        Arrays.fill(padded, (byte) '!');
    }

    private static Recording finish(Filter filter, Recording recording) {
        filter.finish(recording);
        assertThat(filter.heldBackBytes()).as("held back after the end").isZero();
        return recording;
    }
}
