package dev.weir.bench.loops;

import java.util.Random;

/** One seed for all, and yet different texts. */
final class Seeds {

    private Seeds() {}

    static Random random(long seed, String kind, long number) {
        long mixed = (seed * 31 + kind.hashCode()) * 0x9E3779B97F4A7C15L + number;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return new Random(mixed ^ (mixed >>> 32));
    }
}
