package dev.weir.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what makes one text of another: the shortest edit scripts of short stretches, one after the other.
 *
 * <p>From where two texts part, it looks for the fewest insertions and deletions after which they agree for {@value
 * #AGREEMENT} symbols, or end (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). A search is given up
 * after {@value #MAX_EDITS} edits, so the whole costs time linear in the texts. A long deletion, which no such search
 * spans, is found by the text that goes on behind it; where nothing is found, all that is left was replaced.
 */
final class Difference {

    private static final int AGREEMENT = 16;
    private static final int MAX_EDITS = 200;
    private static final int MAX_REPLACED = 8;
    private static final int[] LANDMARKS = {32, 16, 8};

    private final int[] before;
    private final int[] after;
    private final boolean open;
    private final List<Edit> edits = new ArrayList<>();
    private int x;
    private int y;
    private int endX;
    private int endY;

    private Difference(int[] before, int[] after, boolean open) {
        this.before = before;
        this.after = after;
        this.open = open;
        endX = before.length;
        endY = after.length;
    }

    /**
     * The edits, in order, with unchanged symbols between any two.
     *
     * @param open whether both texts go on: then nothing is said about what the end of either leaves open
     */
    static List<Edit> between(int[] before, int[] after, boolean open) {
        Difference difference = new Difference(before, after, open);
        difference.run();
        if (open) {
            difference.dropUndecided();
        }
        return difference.edits;
    }

    private void dropUndecided() {
        edits.removeIf(edit -> edit.to() > endX - AGREEMENT || edit.afterTo() > endY - AGREEMENT);
    }

    private void run() {
        skipEqual();
        while (!open && endX > x && endY > y && before[endX - 1] == after[endY - 1]) {
            endX--;
            endY--;
        }
        while (x < endX || y < endY) {
            if (x == endX || y == endY) {
                if (!open) {
                    edit(endX, endY);
                }
                return;
            }
            search();
            skipEqual();
        }
    }

    private void skipEqual() {
        while (x < endX && y < endY && before[x] == after[y]) {
            x++;
            y++;
        }
    }

    /** Adds an edit from where the texts part to a place further on. */
    private void edit(int toX, int toY) {
        int last = edits.size() - 1;
        // One symbol that two changes happen to leave alone says nothing to a reader.
        if (last >= 0 && x - edits.get(last).to() <= 1) {
            Edit earlier = edits.remove(last);
            edits.add(new Edit(earlier.from(), toX, earlier.afterFrom(), toY));
        } else {
            edits.add(new Edit(x, toX, y, toY));
        }
        x = toX;
        y = toY;
    }

    /** Goes on to where the texts agree again. */
    private void search() {
        // For each number of edits, by diagonal: how far into the text before its paths reach, -1 where there is none.
        List<int[]> reaches = new ArrayList<>();
        int[] reach = {0};
        reaches.add(reach);
        int furthest = 0;
        int best = 0;
        for (int d = 1; d <= MAX_EDITS; d++) {
            int[] next = new int[2 * d + 1];
            Arrays.fill(next, -1);
            furthest = -1;
            for (int i = 0; i <= 2 * d; i += 2) {
                int step = step(reach, i, i - d);
                if (step < 0) {
                    continue;
                }
                int start = step >> 1;
                int a = start;
                int b = a - (i - d);
                while (x + a < endX && y + b < endY && before[x + a] == after[y + b]) {
                    a++;
                    b++;
                }
                next[i] = a;
                if (a + b > furthest) {
                    furthest = a + b;
                    best = i;
                }
                boolean ends = x + a == endX ? open || y + b == endY : open && y + b == endY;
                if (ends || a - start >= AGREEMENT) {
                    reaches.add(next);
                    follow(reaches, i);
                    return;
                }
            }
            reach = next;
            reaches.add(reach);
        }
        // Many changes close together leave much alone; what was dropped agrees with what follows it by chance only.
        boolean agrees = (furthest - MAX_EDITS) / 2 >= MAX_EDITS;
        if (agrees) {
            follow(reaches, best);
        } else if (!jump()) {
            edit(endX, endY);
        }
    }

    /**
     * One edit further, onto a diagonal: how far into the text before that is, times two, plus one if the edit deletes;
     * -1 if both the deletion and the insertion lead out of the texts.
     *
     * @param reach how far the paths with an edit less reach
     * @param i the number of the diagonal among those of this many edits
     * @param diagonal how many symbols more of the text before than of the text after it has behind it
     */
    private int step(int[] reach, int i, int diagonal) {
        int inserted = i < reach.length ? reach[i] : -1;
        if (inserted >= 0 && y + inserted - diagonal > endY) {
            inserted = -1;
        }
        int deleted = i >= 2 && reach[i - 2] >= 0 ? reach[i - 2] + 1 : -1;
        if (x + deleted > endX) {
            deleted = -1;
        }
        return inserted > deleted ? inserted << 1 : deleted < 0 ? -1 : deleted << 1 | 1;
    }

    /** Takes the path that ends on a diagonal. */
    private void follow(List<int[]> reaches, int end) {
        int depth = reaches.size() - 1;
        Edit[] path = new Edit[depth];
        int i = end;
        for (int d = depth; d > 0; d--) {
            int step = step(reaches.get(d - 1), i, i - d);
            int deletes = step & 1;
            int toX = x + (step >> 1);
            int toY = y + (step >> 1) - (i - d);
            path[d - 1] = new Edit(toX - deletes, toX, toY - 1 + deletes, toY);
            i -= 2 * deletes;
        }
        for (Edit edit : path) {
            x = edit.from();
            y = edit.afterFrom();
            edit(edit.to(), edit.afterTo());
        }
    }

    /** Takes a long deletion, with a few symbols in its place, if the text after it is found again. */
    private boolean jump() {
        for (int length : LANDMARKS) {
            for (int skip = 0; skip <= MAX_REPLACED && y + skip + length <= endY; skip++) {
                for (int p = x + 1; p + length <= endX; p++) {
                    if (Arrays.equals(before, p, p + length, after, y + skip, y + skip + length)) {
                        edit(p, y + skip);
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
