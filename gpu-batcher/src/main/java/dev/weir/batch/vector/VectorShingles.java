package dev.weir.batch.vector;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.weir.batch.ElementHash;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The hashes of shingles, as {@link ElementHash#shingle} makes them, by as many at a time as a vector has bytes. */
final class VectorShingles {

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final int LENGTH = BYTES.length();
    private static final int INTS = LENGTH / Integer.BYTES;

    /** How many bytes are read for a vector's length of shingles. */
    private static final int SEEN = LENGTH + Integer.BYTES;

    private VectorShingles() {}

    static void hash(byte[] bytes, int from, int count, int[] hashes) {
        int i = 0;
        int last = Math.min(bytes.length - SEEN - from, hashes.length - LENGTH);
        for (; i < count && i <= last; i += LENGTH) {
            int left = Math.min(count - i, LENGTH);
            hash(bytes, from + i, hashes, i, (left + 3) / 4, (left + 2) / 4, (left + 1) / 4);
        }
        for (; i < count; i++) {
            hashes[i] = ElementHash.shingle(bytes, from + i);
        }
    }

    /**
     * Hashes a vector's length of shingles. A vector has the first four bytes of every fourth one; the fifth bytes are the last
     * ones in the next vector. Of those at each place only so many count: the next vector is written over the others.
     */
    private static void hash(byte[] bytes, int from, int[] hashes, int at, int first, int second, int third) {
        IntVector one = load(bytes, from);
        IntVector two = load(bytes, from + 1);
        IntVector three = load(bytes, from + 2);
        IntVector four = load(bytes, from + 3);
        hash(one, two).intoArray(hashes, at);
        hash(two, three).intoArray(hashes, at + first);
        hash(three, four).intoArray(hashes, at + first + second);
        hash(four, load(bytes, from + 4)).intoArray(hashes, at + first + second + third);
    }

    private static IntVector load(byte[] bytes, int at) {
        return ByteVector.fromArray(BYTES, bytes, at).reinterpretAsInts();
    }

    private static IntVector hash(IntVector four, IntVector next) {
        IntVector fifth = next.lanewise(LSHR, 24);
        IntVector hash = four.mul(ElementHash.FIRST).lanewise(XOR, fifth.mul(ElementHash.SECOND));
        IntVector mixed = hash.lanewise(XOR, hash.lanewise(LSHR, 15)).mul(ElementHash.THIRD);
        return mixed.lanewise(XOR, mixed.lanewise(LSHR, 13));
    }
}
