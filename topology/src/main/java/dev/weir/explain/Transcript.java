package dev.weir.explain;

import dev.weir.filter.Alert;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The beginning of a channel's text before and after a filter, and what the filter said about it. */
final class Transcript {

    /** How much text is kept of either side; what lies beyond it is only counted. */
    static final int MAX_BYTES = 64 << 10;

    /**
     * Something that the filter said about a place of its text.
     *
     * @param label what it is called, with its offsets
     * @param offset where, in bytes of the text before the filter
     */
    record Mark(String label, long offset) {}

    private final String filter;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private final ByteArrayOutputStream after = new ByteArrayOutputStream();
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, Long> beyond = new TreeMap<>();
    private boolean cut;
    private boolean refused;

    Transcript(String filter) {
        this.filter = filter;
    }

    void before(byte[] text, int offset, int length) {
        append(before, text, offset, length);
    }

    void after(byte[] text, int offset, int length) {
        append(after, text, offset, length);
    }

    private void append(ByteArrayOutputStream side, byte[] text, int offset, int length) {
        int kept = Math.min(length, MAX_BYTES - side.size());
        side.write(text, offset, kept);
        cut |= kept < length;
    }

    void report(Report report) {
        if (report.inputOffset() > MAX_BYTES) {
            beyond.merge(report.kind(), 1L, Long::sum);
            return;
        }
        marks.add(new Mark(label(report.kind(), report.inputOffset(), report.outputOffset()), report.inputOffset()));
    }

    /** An alert that the filter gave up on the text, or that it is not as it should be, belongs to the explanation. */
    void alert(Alert alert) {
        if (alert.kind().equals("refused") || alert.kind().equals("invalid")) {
            Object reason = alert.details().getOrDefault("reason", alert.type());
            marks.add(new Mark(
                    filter + ": " + alert.kind() + ": " + reason + " at byte " + alert.offset(), alert.offset()));
        }
    }

    /** Says that nothing of the text goes on. */
    void refusedWhole(RefusedException refusal) {
        refused = true;
        marks.add(new Mark(filter + ": refused: " + refusal.getMessage(), refusal.offset()));
    }

    /** Says that the record goes nowhere. */
    void dropped() {
        refused = true;
        marks.add(new Mark(filter + ": dropped", 0));
    }

    /** How a change is called that the filter did not report. */
    String unreported(long inputOffset, long outputOffset) {
        return label("change", inputOffset, outputOffset);
    }

    private String label(String kind, long inputOffset, long outputOffset) {
        return filter + ": " + kind + " at byte " + inputOffset + " -> " + outputOffset;
    }

    /** The text before the filter. */
    Symbols textBefore() {
        return Symbols.of(before.toByteArray(), before.size());
    }

    /** The text after the filter. */
    Symbols textAfter() {
        return Symbols.of(after.toByteArray(), after.size());
    }

    /** In the order in which they were made. */
    List<Mark> marks() {
        return marks;
    }

    /** Whether either side has more text than is kept. */
    boolean isCut() {
        return cut;
    }

    boolean isRefused() {
        return refused;
    }

    /** How many changes of each kind lie beyond the text that is kept. */
    Map<String, Long> beyond() {
        return beyond;
    }
}
