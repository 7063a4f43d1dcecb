package dev.weir.batch;

import java.util.Arrays;
import java.util.List;

/** Takes the results of stages apart and puts them together, as batches are sliced and packed. */
final class Results {

    private Results() {}

    /** The part of a result that belongs to the messages from one to before another, as if they had been a batch. */
    @SuppressWarnings("unchecked") // each stage's result is of its type
    static <R> R slice(Stage<R> stage, R result, Batch batch, int from, int to) {
        if (stage instanceof ContentHash) {
            Hashes hashes = (Hashes) result;
            return (R)
                    new Hashes(Arrays.copyOfRange(hashes.high(), from, to), Arrays.copyOfRange(hashes.low(), from, to));
        }
        if (stage instanceof PatternScan) {
            return (R) slice((Matches) result, batch, from, to);
        }
        Bands bands = (Bands) result;
        return (R) new Bands(bands.bands(), Arrays.copyOfRange(bands.keys(), from * bands.bands(), to * bands.bands()));
    }

    private static Matches slice(Matches matches, Batch batch, int from, int to) {
        int first = eventsUpTo(matches, batch.start(from));
        int last = eventsUpTo(matches, batch.start(to));
        int[] ends = Arrays.copyOfRange(matches.ends(), first, last);
        for (int i = 0; i < ends.length; i++) {
            ends[i] -= batch.start(from);
        }
        return new Matches(
                Arrays.copyOfRange(matches.categories(), from, to),
                ends,
                Arrays.copyOfRange(matches.patterns(), first, last),
                matches.isComplete() || last < matches.ends().length);
    }

    /** How many events end at or before an index of the batch: no pattern is empty, so they are of the messages before. */
    private static int eventsUpTo(Matches matches, int index) {
        int low = 0;
        int high = matches.ends().length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (matches.ends()[middle] <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The result for batches that were taken apart: {@code sizes} says how many bytes each had. */
    @SuppressWarnings("unchecked") // each stage's result is of its type
    static <R> R join(Stage<R> stage, List<R> results, int[] sizes) {
        if (stage instanceof ContentHash) {
            List<Hashes> hashes = (List<Hashes>) results;
            return (R) new Hashes(
                    join(hashes.stream().map(Hashes::high).toList()),
                    join(hashes.stream().map(Hashes::low).toList()));
        }
        if (stage instanceof PatternScan scan) {
            return (R) join(scan, (List<Matches>) results, sizes);
        }
        List<Bands> bands = (List<Bands>) results;
        return (R) new Bands(
                bands.get(0).bands(), join(bands.stream().map(Bands::keys).toList()));
    }

    private static Matches join(PatternScan scan, List<Matches> results, int[] sizes) {
        int found = results.stream().mapToInt(part -> part.ends().length).sum();
        int kept = Math.min(found, scan.maxEvents());
        int[] ends = new int[kept];
        int[] patterns = new int[kept];
        boolean complete = found == kept;
        int base = 0;
        int size = 0;
        for (int part = 0; part < results.size(); part++) {
            Matches matches = results.get(part);
            // Behind a part that left events out no more can follow: the first ones are told of.
            int taken = size < kept ? Math.min(matches.ends().length, kept - size) : 0;
            for (int i = 0; i < taken; i++) {
                ends[size + i] = base + matches.ends()[i];
            }
            System.arraycopy(matches.patterns(), 0, patterns, size, taken);
            size += taken;
            complete &= matches.isComplete();
            base += sizes[part];
        }
        long[] categories = join(results.stream().map(Matches::categories).toList());
        return new Matches(categories, ends, patterns, complete);
    }

    private static long[] join(List<long[]> parts) {
        long[] joined = new long[parts.stream().mapToInt(part -> part.length).sum()];
        int size = 0;
        for (long[] part : parts) {
            System.arraycopy(part, 0, joined, size, part.length);
            size += part.length;
        }
        return joined;
    }

    /** Whether two results are equal. */
    static boolean areEqual(Object one, Object other) {
        if (one instanceof Hashes first && other instanceof Hashes second) {
            return Arrays.equals(first.high(), second.high()) && Arrays.equals(first.low(), second.low());
        }
        if (one instanceof Bands first && other instanceof Bands second) {
            return first.bands() == second.bands() && Arrays.equals(first.keys(), second.keys());
        }
        return one instanceof Matches first
                && other instanceof Matches second
                && first.isComplete() == second.isComplete()
                && Arrays.equals(first.categories(), second.categories())
                && Arrays.equals(first.ends(), second.ends())
                && Arrays.equals(first.patterns(), second.patterns());
    }
}
