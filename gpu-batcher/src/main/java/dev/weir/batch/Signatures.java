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
        int[] components = new int[stage.bands() * stage.rows()];
        Minima minima = loops.minima(components.length);
        int[] hashes = new int[BUFFER];
        ElementReader reader = new ElementReader(batch, stage.elements(), loops);
        for (int message = part.from(); message < part.to(); message++) {
            minima.clear();
            reader.open(batch.start(message), batch.end(message));
            for (int count = reader.read(hashes); count > 0; count = reader.read(hashes)) {
                minima.add(hashes, count);
            }
            minima.copyTo(components);
            putKeys(components, stage.bands(), stage.rows(), keys, message * stage.bands());
        }
    }

    /** In a method of its own: in the middle of the other loops the compiler makes much slower code of it. */
    private static void putKeys(int[] components, int bands, int rows, long[] keys, int at) {
        for (int band = 0; band < bands; band++) {
            long key = ElementHash.bandKey(band);
            for (int row = 0; row < rows; row++) {
                key = ElementHash.bandKey(key, Integer.toUnsignedLong(components[band * rows + row]));
            }
            keys[at + band] = key;
        }
    }

    static Bands simHash(Batch batch, SimHash stage, InnerLoops loops, Workers workers) {
        long[] keys = new long[Math.multiplyExact(batch.messages(), stage.bands())];
        workers.map(Part.of(batch, workers.threads()), part -> {
            simHash(batch, part, stage, loops, keys);
            return part;
        });
        return new Bands(stage.bands(), keys);
    }

    private static void simHash(Batch batch, Part part, SimHash stage, InnerLoops loops, long[] keys) {
        int[] hashes = new int[BUFFER];
        long[] wide = new long[BUFFER];
        BitCounts counts = new BitCounts();
        ElementReader reader = new ElementReader(batch, stage.elements(), loops);
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
