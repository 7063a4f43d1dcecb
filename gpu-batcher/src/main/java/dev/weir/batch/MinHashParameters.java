package dev.weir.batch;

/** The numbers that {@link MinHash} multiplies and adds: drawn by SplitMix64 from 0, the multipliers odd. */
final class MinHashParameters {

    private MinHashParameters() {}

    /** The multipliers of all components; a new array. */
    static int[] multipliers() {
        return draw(1, 1);
    }

    /** The summands of all components; a new array. */
    static int[] summands() {
        return draw(2, 0);
    }

    private static int[] draw(long stream, int lowestBit) {
        int[] numbers = new int[MinHash.MAX_COMPONENTS];
        long state = stream << 32;
        for (int i = 0; i < numbers.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            numbers[i] = (int) (mixed >>> 32) | lowestBit;
        }
        return numbers;
    }
}
