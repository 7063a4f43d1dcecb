package dev.weir.watch;

import java.util.Locale;

/** Numbers as people read them; a dash for what is not known. */
final class Figure {

    private static final String NONE = "-";

    private Figure() {}

    static String count(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String rate(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    static String megabytes(double bytes) {
        return Double.isNaN(bytes) ? NONE : String.format(Locale.ROOT, "%.3f", bytes / 1e6);
    }

    static String bytes(double value) {
        return scaled(value, "B", "kB", "MB", "GB", "TB");
    }

    static String seconds(double value) {
        return scaled(value * 1e9, "ns", "\u00b5s", "ms", "s");
    }

    private static String scaled(double value, String... units) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        int unit = 0;
        double rest = value;
        while (rest >= 999.5 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        boolean whole = rest >= 100 || rest == Math.rint(rest);
        return String.format(Locale.ROOT, whole ? "%.0f %s" : rest >= 10 ? "%.1f %s" : "%.2f %s", rest, units[unit]);
    }

    static String span(double milliseconds) {
        long seconds = Math.round(milliseconds / 1000);
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
