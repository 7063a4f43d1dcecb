package dev.weir.explain;

import java.util.ArrayList;
import java.util.List;

/** What became of a text, as a row of parts that a person can read. */
public final class TextDifference {

    /** What happened to a part. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * A stretch of the text.
     *
     * @param text with control characters and bytes that are not UTF-8 made visible
     */
    public record Part(Kind kind, String text) {}

    private TextDifference() {}

    /**
     * Compares two texts in UTF-8. Takes time in the length of the texts times that of the changes next to each other.
     *
     * @param cut whether either text goes on beyond what is given
     */
    public static List<Part> between(byte[] before, byte[] after, boolean cut) {
        Symbols old = Symbols.of(before, before.length);
        Symbols now = Symbols.of(after, after.length);
        List<Part> parts = new ArrayList<>();
        int unchanged = 0;
        for (Edit edit : Difference.between(old.all(), now.all(), cut)) {
            add(parts, Kind.SAME, old, unchanged, edit.from());
            add(parts, Kind.REMOVED, old, edit.from(), edit.to());
            add(parts, Kind.ADDED, now, edit.afterFrom(), edit.afterTo());
            unchanged = edit.to();
        }
        add(parts, Kind.SAME, old, unchanged, old.count());
        return parts;
    }

    private static void add(List<Part> parts, Kind kind, Symbols text, int from, int to) {
        if (to > from) {
            parts.add(new Part(kind, text.visible(from, to)));
        }
    }
}
