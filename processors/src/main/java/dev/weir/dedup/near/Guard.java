package dev.weir.dedup.near;

import java.util.Set;

/**
 * What no two lines of a kind differ in however alike they are: words for severities, and the numbers that masking has left
 * in the line, which are codes.
 */
final class Guard {

    private static final int MAX_SEVERITY_BYTES = 11;
    private static final Set<String> SEVERITIES = Set.of(
            "trace",
            "debug",
            "info",
            "information",
            "notice",
            "warn",
            "warning",
            "error",
            "err",
            "severe",
            "crit",
            "critical",
            "fatal",
            "alert",
            "emerg",
            "emergency",
            "panic");

    private Guard() {}

    /** A hash of what has to be equal in bytes from {@code contextFrom}, and of the guarded words of the text. */
    static long of(byte[] bytes, int contextFrom, int textFrom, int textTo) {
        long hash = add(0, bytes, contextFrom, textFrom);
        int i = textFrom;
        while (i < textTo) {
            int start = i;
            boolean digits = false;
            while (i < textTo && Characters.isWord(bytes[i])) {
                digits |= Characters.isDigit(bytes[i++]);
            }
            if (digits || (i > start && isSeverity(bytes, start, i))) {
                hash = add(hash, bytes, start, i);
            }
            i += i == start ? 1 : 0;
        }
        return hash;
    }

    private static boolean isSeverity(byte[] bytes, int from, int to) {
        if (to - from > MAX_SEVERITY_BYTES || to - from < 3) {
            return false;
        }
        char[] word = new char[to - from];
        for (int i = from; i < to; i++) {
            if (!Characters.isLetter(bytes[i])) {
                return false;
            }
            word[i - from] = (char) (bytes[i] | 0x20);
        }
        return SEVERITIES.contains(new String(word));
    }

    private static long add(long before, byte[] bytes, int from, int to) {
        long hash = (before ^ (to - from)) * 0xC2B2AE3D27D4EB4FL;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
