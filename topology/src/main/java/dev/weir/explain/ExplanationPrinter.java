package dev.weir.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sets a transcript as lines: for each stretch with changes what they are called, then the text before and after with a
 * little of what stands around. A text that did not change has no lines.
 */
final class ExplanationPrinter {

    static final String ELLIPSIS = Symbols.ELLIPSIS;

    private static final int CONTEXT = 24;
    private static final int MAX_STRETCH = 120;
    private static final int MAX_CHANGED = 120;

    private final boolean coloured;

    ExplanationPrinter(boolean coloured) {
        this.coloured = coloured;
    }

    /** Changes that are shown together, and what they are called. */
    private record Stretch(List<Edit> edits, List<String> labels) {

        int from() {
            return edits.get(0).from();
        }

        int to() {
            return edits.get(edits.size() - 1).to();
        }

        /** How many symbols lie between it and a place. */
        int distance(int place) {
            return Math.max(0, Math.max(from() - place, place - to()));
        }
    }

    List<String> explain(Transcript transcript) {
        Symbols before = transcript.textBefore();
        Symbols after = transcript.textAfter();
        List<String> lines = new ArrayList<>();
        if (transcript.isRefused()) {
            explainInPlace(transcript.marks(), before, lines);
            return lines;
        }
        List<Edit> edits = Difference.between(before.all(), after.all(), transcript.isCut());
        List<Stretch> stretches = stretches(edits);
        if (stretches.isEmpty()) {
            explainInPlace(transcript.marks(), before, lines);
        } else {
            label(stretches, transcript, before, after);
        }
        for (int i = 0; i < stretches.size(); i++) {
            int least = i == 0 ? 0 : stretches.get(i - 1).to();
            int most = i == stretches.size() - 1
                    ? before.count()
                    : stretches.get(i + 1).from();
            explain(stretches.get(i), least, most, before, after, lines);
        }
        explainBeyond(transcript.beyond(), lines);
        return lines;
    }

    private static List<Stretch> stretches(List<Edit> edits) {
        List<Stretch> stretches = new ArrayList<>();
        for (Edit edit : edits) {
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last == null || edit.from() - last.to() > 2 * CONTEXT || edit.to() - last.from() > MAX_STRETCH) {
                last = new Stretch(new ArrayList<>(), new ArrayList<>());
                stretches.add(last);
            }
            last.edits().add(edit);
        }
        return stretches;
    }

    /** Puts each label where the change is that it is about; a stretch without one goes on with the one before. */
    private static void label(List<Stretch> stretches, Transcript transcript, Symbols before, Symbols after) {
        for (Transcript.Mark mark : transcript.marks()) {
            int place = before.at(mark.offset());
            Stretch nearest = stretches.get(0);
            for (Stretch stretch : stretches) {
                // Of two at the same distance the later one: a change begins where it is reported.
                if (stretch.distance(place) <= nearest.distance(place)) {
                    nearest = stretch;
                }
            }
            nearest.labels().add(mark.label());
        }
        String going = null;
        for (Stretch stretch : stretches) {
            List<String> labels = stretch.labels();
            if (labels.isEmpty()) {
                Edit first = stretch.edits().get(0);
                labels.add(
                        going != null
                                ? going
                                : transcript.unreported(before.offset(first.from()), after.offset(first.afterFrom())));
            }
            going = labels.get(labels.size() - 1);
        }
    }

    /** Shows places of a text that did not change there. */
    private static void explainInPlace(List<Transcript.Mark> marks, Symbols text, List<String> lines) {
        for (Transcript.Mark mark : marks) {
            int place = text.at(mark.offset());
            int from = Math.max(0, place - CONTEXT);
            int to = Math.min(text.count(), place + CONTEXT);
            lines.add("  " + mark.label());
            lines.add(
                    "    " + (from > 0 ? ELLIPSIS : "") + text.visible(from, to) + (to < text.count() ? ELLIPSIS : ""));
        }
    }

    private void explain(Stretch stretch, int least, int most, Symbols before, Symbols after, List<String> lines) {
        int from = Math.max(least, stretch.from() - CONTEXT);
        int to = Math.min(most, stretch.to() + CONTEXT);
        StringBuilder removed = new StringBuilder("  - ").append(from > 0 ? ELLIPSIS : "");
        StringBuilder added = new StringBuilder("  + ").append(from > 0 ? ELLIPSIS : "");
        int unchanged = from;
        for (Edit edit : stretch.edits()) {
            String same = before.visible(unchanged, edit.from());
            removed.append(same).append(painted(Colour.RED, before.shortened(edit.from(), edit.to(), MAX_CHANGED)));
            added.append(same)
                    .append(painted(Colour.GREEN, after.shortened(edit.afterFrom(), edit.afterTo(), MAX_CHANGED)));
            unchanged = edit.to();
        }
        String rest = before.visible(unchanged, to) + (to < before.count() ? ELLIPSIS : "");
        stretch.labels().forEach(label -> lines.add("  " + label));
        lines.add(removed.append(rest).toString());
        lines.add(added.append(rest).toString());
    }

    private String painted(Colour colour, String text) {
        return coloured ? colour.paint(text) : text;
    }

    private static void explainBeyond(Map<String, Long> beyond, List<String> lines) {
        if (!beyond.isEmpty()) {
            String kinds = beyond.entrySet().stream()
                    .map(kind -> kind.getKey() + " " + kind.getValue())
                    .collect(Collectors.joining(", "));
            lines.add("  beyond the first " + (Transcript.MAX_BYTES >> 10) + " KiB: " + kinds);
        }
    }
}
