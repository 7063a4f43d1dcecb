package dev.weir.demo;

import java.util.ArrayList;
import java.util.List;

/** Two texts in two columns. */
final class SideBySide {

    private static final int MAX_LINES = 9;
    private static final String GAP = "  |  ";

    private final Style style;
    private final int width;

    SideBySide(Style style) {
        this.style = style;
        this.width = (style.columns() - GAP.length() - 2) / 2;
    }

    /** Sets a heading, then the texts beside each other, each cut after {@value #MAX_LINES} lines. */
    String set(String heading, String before, String after) {
        List<String> left = lines(before);
        List<String> right = lines(after);
        StringBuilder out = new StringBuilder("\n").append(style.bold(heading)).append('\n');
        out.append("  ")
                .append(style.faint(padded("before")))
                .append(style.faint(GAP + "after"))
                .append('\n');
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String leftLine = padded(i < left.size() ? left.get(i) : "");
            String rightLine = i < right.size() ? right.get(i) : "";
            out.append("  ")
                    .append(style.bad(leftLine))
                    .append(style.faint(GAP))
                    .append(style.good(rightLine))
                    .append('\n');
        }
        return out.toString();
    }

    private String padded(String text) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }

    private List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\n", -1)) {
            int from = 0;
            do {
                int to = breakAt(paragraph, from);
                lines.add(paragraph.substring(from, to).stripTrailing());
                from = to;
            } while (from < paragraph.length());
        }
        if (lines.size() > MAX_LINES) {
            int left = lines.size() - MAX_LINES + 1;
            lines = new ArrayList<>(lines.subList(0, MAX_LINES - 1));
            lines.add("... and " + left + " more lines");
        }
        return lines;
    }

    /** Where a line that begins at an offset ends: behind a space if there is one in its last third. */
    private int breakAt(String text, int from) {
        int codePoints = text.codePointCount(from, text.length());
        if (codePoints <= width) {
            return text.length();
        }
        int limit = text.offsetByCodePoints(from, width);
        int space = text.lastIndexOf(' ', limit - 1);
        return space > from + width * 2 / 3 ? space + 1 : limit;
    }
}
