package dev.weir.batch;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All stages once more, as slow and as obvious as can be: arithmetic modulo 2^32 is done in 64 bits. */
final class Reference {

    private static final long MASK = 0xFFFF_FFFFL;
    private static final int SHINGLE = 5;

    private Reference() {}

    static Hashes hashes(Batch batch) {
        List<HashValue128> hashes = new ArrayList<>();
        for (int message = 0; message < batch.messages(); message++) {
            hashes.add(Hashing.xxh3_128().hashBytesTo128Bits(message(batch, message)));
        }
        return new Hashes(
                hashes.stream().mapToLong(HashValue128::getMostSignificantBits).toArray(),
                hashes.stream().mapToLong(HashValue128::getLeastSignificantBits).toArray());
    }

    /** Compares every pattern at every place. */
    static Matches matches(Batch batch, List<Pattern> patterns, boolean caseCounts, int maxEvents) {
        return matches(batch, patterns, caseCounts, false, maxEvents);
    }

    /** The same, and if wanted only where a pattern does not begin in the middle of a word. */
    static Matches matches(
            Batch batch, List<Pattern> patterns, boolean caseCounts, boolean atWordStarts, int maxEvents) {
        long[] categories = new long[batch.messages()];
        List<Integer> ends = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int message = 0; message < batch.messages(); message++) {
            for (int end = batch.start(message) + 1; end <= batch.end(message); end++) {
                int longest = -1;
                for (int id = 0; id < patterns.size(); id++) {
                    byte[] literal = patterns.get(id).literal();
                    int start = end - literal.length;
                    if (start >= batch.start(message)
                            && !(atWordStarts
                                    && start > batch.start(message)
                                    && isWord(batch.bytes()[start - 1])
                                    && isWord(batch.bytes()[start]))
                            && endsWith(batch.bytes(), end, literal, caseCounts)) {
                        categories[message] |= 1L << patterns.get(id).category();
                        longest = longest < 0
                                        || literal.length
                                                > patterns.get(longest).literal().length
                                ? id
                                : longest;
                    }
                }
                if (longest >= 0) {
                    ends.add(end);
                    found.add(longest);
                }
            }
        }
        return new Matches(categories, first(ends, maxEvents), first(found, maxEvents), ends.size() <= maxEvents);
    }

    private static boolean isWord(byte b) {
        return b > 0 && (Character.isLetterOrDigit(b) || b == '_');
    }

    private static int[] first(List<Integer> numbers, int most) {
        return numbers.stream().limit(most).mapToInt(Integer::intValue).toArray();
    }

    static boolean endsWith(byte[] text, int end, byte[] literal, boolean caseCounts) {
        int from = end - literal.length;
        for (int i = 0; i < literal.length; i++) {
            if (from < 0 || folded(text[from + i], caseCounts) != folded(literal[i], caseCounts)) {
                return false;
            }
        }
        return true;
    }

    private static int folded(byte b, boolean caseCounts) {
        return caseCounts || b < 'A' || b > 'Z' ? b : b - 'A' + 'a';
    }

    static Bands minHash(Batch batch, MinHash stage) {
        int[] multipliers = MinHashParameters.multipliers(MinHash.MAX_COMPONENTS);
        int[] summands = MinHashParameters.summands(MinHash.MAX_COMPONENTS);
        List<Long> keys = new ArrayList<>();
        for (int message = 0; message < batch.messages(); message++) {
            List<Long> elements = elements(message(batch, message), stage.elements());
            for (int band = 0; band < stage.bands(); band++) {
                List<Long> rows = new ArrayList<>();
                for (int i = band * stage.rows(); i < (band + 1) * stage.rows(); i++) {
                    long least = MASK;
                    for (long hash : elements) {
                        least = Math.min(least, ((multipliers[i] & MASK) * hash + (summands[i] & MASK)) & MASK);
                    }
                    rows.add(least);
                }
                keys.add(key(band, rows));
            }
        }
        return new Bands(stage.bands(), longs(keys));
    }

    static Bands simHash(Batch batch, SimHash stage) {
        List<Long> keys = new ArrayList<>();
        for (int message = 0; message < batch.messages(); message++) {
            List<Long> elements = elements(message(batch, message), stage.elements());
            StringBuilder signature = new StringBuilder();
            for (int bit = 63; bit >= 0; bit--) {
                int balance = 0;
                for (long hash : elements) {
                    balance += (wide(hash) >>> bit & 1) == 1 ? 1 : -1;
                }
                signature.append(balance > 0 ? '1' : '0');
            }
            int bits = 64 / stage.bands();
            for (int band = 0; band < stage.bands(); band++) {
                String own = signature.substring(64 - (band + 1) * bits, 64 - band * bits);
                keys.add(key(band, List.of(Long.parseUnsignedLong(own, 2))));
            }
        }
        return new Bands(stage.bands(), longs(keys));
    }

    /** The hashes of all elements, each as often as it comes. */
    private static List<Long> elements(byte[] message, Elements elements) {
        List<Long> hashes = new ArrayList<>();
        if (elements == Elements.SHINGLES) {
            for (int at = 0; at + SHINGLE <= message.length; at++) {
                long four = 0;
                for (int i = 3; i >= 0; i--) {
                    four = four << 8 | (message[at + i] & 0xFF);
                }
                hashes.add(mixed(((four * 0x9E3779B1L) ^ ((message[at + 4] & 0xFF) * 0x85EBCA77L)) & MASK));
            }
            return hashes;
        }
        for (int at = 0; at < message.length; at++) {
            if (isWord(message, at) && !isWord(message, at - 1)) {
                long hash = 0;
                for (int i = at; isWord(message, i); i++) {
                    hash = (hash ^ (message[i] & 0xFF)) * 0x9E3779B1L & MASK;
                    hash ^= hash >> 15;
                }
                hashes.add(mixed(hash));
            }
        }
        return hashes;
    }

    private static boolean isWord(byte[] message, int at) {
        if (at < 0 || at == message.length) {
            return false;
        }
        int b = message[at] & 0xFF;
        return b > 127 || Character.isLetterOrDigit(b);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >> 15) * 0x2C1B3C6DL & MASK;
        return mixed ^ mixed >> 13;
    }

    private static long wide(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xC2B2AE3D27D4EB4FL;
        return mixed ^ mixed >>> 29;
    }

    private static long key(int band, List<Long> rows) {
        long key = band + 1L;
        for (long row : rows) {
            key = (key ^ row) * 0x9E3779B97F4A7C15L;
            key ^= key >>> 32;
        }
        return key;
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    static byte[] message(Batch batch, int message) {
        return Arrays.copyOfRange(batch.bytes(), batch.start(message), batch.end(message));
    }

    /** The cosine of two rows of a window. */
    static double cosine(VectorWindow window, long row, long other) {
        return IntStream.range(0, window.dimensions())
                .mapToDouble(
                        d -> (double) window.ring()[window.index(row) + d] * window.ring()[window.index(other) + d])
                .sum();
    }
}
