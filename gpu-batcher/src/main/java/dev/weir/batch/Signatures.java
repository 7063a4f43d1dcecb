package dev.weir.batch;

import java.util.Arrays;

/** Makes the bands of {@link MinHash} and {@link SimHash}. */
final class Signatures {

    /** Hashes in a buffer: they stay in the nearest cache. */
    private static final int BUFFER = 1_024;

    private Signatures() {}

    static Bands minHash(Batch batch, MinHash stage, InnerLoops loops, Workers workers) {
        long[] keys = new long[Math.multiplyExact(batch.messages(), stage.bands())];
        workers.map(Part.of(batch, workers.threads()), part -> {
            minHash(batch, part, stage, loops, keys);
            return part;
        });
        return new Bands(stage.bands(), keys);
    }

    private static void minHash(Batch batch, Part part, MinHash stage, InnerLoops loops, long[] keys) {
        int components = -Math.floorDiv(-stage.bands() * stage.rows(), InnerLoops.COMPONENTS) * InnerLoops.COMPONENTS;
        int[] multipliers = Arrays.copyOf(MinHashParameters.multipliers(), components);
        int[] summands = Arrays.copyOf(MinHashParameters.summands(), components);
        for (int i = 0; i < components; i++) {
            summands[i] ^= Integer.MIN_VALUE;
        }
        int[] minima = new int[components];
        int[] hashes = new int[BUFFER];
        ElementReader reader = new ElementReader(batch, stage.elements());
        for (int message = part.from(); message < part.to(); message++) {
            Arrays.fill(minima, Integer.MAX_VALUE);
            reader.open(batch.start(message), batch.end(message));
            for (int count = reader.read(hashes); count > 0; count = reader.read(hashes)) {
                loops.minima(hashes, count, multipliers, summands, minima);
            }
            for (int band = 0; band < stage.bands(); band++) {
                long key = ElementHash.bandKey(band);
                for (int row = 0; row < stage.rows(); row++) {
                    int least = minima[band * stage.rows() + row] ^ Integer.MIN_VALUE;
                    key = ElementHash.bandKey(key, Integer.toUnsignedLong(least));
                }
                keys[message * stage.bands() + band] = key;
            }
        }
    }

    static Bands simHash(Batch batch, SimHash stage, Workers workers) {
        long[] keys = new long[Math.multiplyExact(batch.messages(), stage.bands())];
        workers.map(Part.of(batch, workers.threads()), part -> {
            simHash(batch, part, stage, keys);
            return part;
        });
        return new Bands(stage.bands(), keys);
    }

    private static void simHash(Batch batch, Part part, SimHash stage, long[] keys) {
        int[] hashes = new int[BUFFER];
        long[] wide = new long[BUFFER];
        BitCounts counts = new BitCounts();
        ElementReader reader = new ElementReader(batch, stage.elements());
        int bits = Long.SIZE / stage.bands();
        for (int message = part.from(); message < part.to(); message++) {
            counts.clear();
            int elements = 0;
            reader.open(batch.start(message), batch.end(message));
            for (int count = reader.read(hashes); count > 0; count = reader.read(hashes)) {
                elements += count;
                add(hashes, count, wide, counts);
            }
            long signature = counts.above(elements / 2);
            for (int band = 0; band < stage.bands(); band++) {
                long row = signature >>> (band * bits) & -1L >>> (Long.SIZE - bits);
                keys[message * stage.bands() + band] = ElementHash.bandKey(ElementHash.bandKey(band), row);
            }
        }
    }

    private static void add(int[] hashes, int count, long[] wide, BitCounts counts) {
        for (int i = 0; i < count; i++) {
            wide[i] = ElementHash.wide(hashes[i]);
        }
        int i = 0;
        for (; i <= count - BitCounts.GROUP; i += BitCounts.GROUP) {
            counts.add(wide, i);
        }
        if (i < count) {
            Arrays.fill(wide, count, i + BitCounts.GROUP, 0);
            counts.add(wide, i);
        }
    }
}
