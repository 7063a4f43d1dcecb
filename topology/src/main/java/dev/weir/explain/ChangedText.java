package dev.weir.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Two texts as one line each, with what one has and the other has not set off by colours, where colours are wanted. What a
 * terminal would obey, or not show, is made visible. Takes time linear in the texts. Immutable.
 *
 * @param removed the text that is gone, behind a minus
 * @param added the text in its place, behind a plus
 */
public record ChangedText(String removed, String added) {

    private static final int MAX_SAME = 60;
    private static final int MAX_CHANGED = 400;

    /** @param coloured whether to set off what differs */
    public static ChangedText of(String before, String after, boolean coloured) {
        Symbols removed = symbols(before);
        Symbols added = symbols(after);
        StringBuilder removedLine = new StringBuilder("- ");
        StringBuilder addedLine = new StringBuilder("+ ");
        int same = 0;
        for (Edit edit : Difference.between(removed.all(), added.all(), false)) {
            String unchanged = removed.shortened(same, edit.from(), MAX_SAME);
            removedLine
                    .append(unchanged)
                    .append(painted(coloured, Colour.RED, removed.shortened(edit.from(), edit.to(), MAX_CHANGED)));
            addedLine
                    .append(unchanged)
                    .append(painted(
                            coloured, Colour.GREEN, added.shortened(edit.afterFrom(), edit.afterTo(), MAX_CHANGED)));
            same = edit.to();
        }
        String rest = removed.shortened(same, removed.count(), MAX_SAME);
        return new ChangedText(
                removedLine.append(rest).toString(), addedLine.append(rest).toString());
    }

    /** A text of which nothing is known to be in the place. */
    public static String removed(String text, boolean coloured) {
        return "- " + painted(coloured, Colour.RED, visible(text));
    }

    /** A text that is in the place of nothing. */
    public static String added(String text, boolean coloured) {
        return "+ " + painted(coloured, Colour.GREEN, visible(text));
    }

    /** A text on one line, its middle left out if it is long. */
    public static String visible(String text) {
        Symbols symbols = symbols(text);
        return symbols.shortened(0, symbols.count(), MAX_CHANGED);
    }

    private static String painted(boolean coloured, Colour colour, String text) {
        return coloured ? colour.paint(text) : text;
    }

    private static Symbols symbols(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Symbols.of(bytes, bytes.length);
    }

    /** The two lines. */
    public List<String> lines() {
        return List.of(removed, added);
    }
}
