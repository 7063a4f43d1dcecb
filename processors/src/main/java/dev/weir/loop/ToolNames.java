package dev.weir.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names of tools, with {@code *} for any stretch of characters; capitals make no difference.
 *
 * @param patterns in small letters
 */
record ToolNames(List<String> patterns) {

    ToolNames {
        patterns = List.copyOf(patterns);
    }

    /** Reads patterns with commas between them. */
    static ToolNames of(String written) {
        return new ToolNames(Arrays.stream(written.split(",", -1))
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    boolean contain(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern, small));
    }

    /** Each star takes as little as it can; on a mismatch only the last one has to take more, so time is bounded. */
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int starAt = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starAt = i;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++starAt;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
