package dev.weir.filter;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes and durations as the configuration writes them. */
final class Units {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "kb", 1_000L, "mb", 1_000_000L);
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Units() {}

    static long parseSize(Option option, String written) {
        return parse(option, written, BYTES);
    }

    static long parseDuration(Option option, String written) {
        return parse(option, written, MILLISECONDS);
    }

    private static long parse(Option option, String written, Map<String, Long> units) {
        Matcher quantity = QUANTITY.matcher(written.strip());
        if (quantity.matches()) {
            Long unit = units.get(quantity.group(2).toLowerCase(Locale.ROOT));
            long number = Long.parseLong(quantity.group(1));
            if (unit != null && number <= Long.MAX_VALUE / unit) {
                return number * unit;
            }
        }
        throw option.notAllowed(written);
    }
}
