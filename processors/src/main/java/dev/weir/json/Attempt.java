package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to repair a whole document: keeps the output until it is certain that it is the one. */
final class Attempt implements FilterOutput {

    private static final int REFUSED = 1_000_000;

    private byte[] text = {};
    private int size;
    private final List<Report> reports = new ArrayList<>();
    private @Nullable Alert refusal;
    private boolean unbalanced;
    private boolean truncated;
    private boolean outOfLine;
    private int cost;

    /** Repairs the text. */
    void run(Settings settings, byte[] in, int length, Progress.Reading reading) {
        RepairJsonFilter filter = new RepairJsonFilter(settings, reading);
        text = new byte[length + Math.max(32, length >> 4)];
        filter.accept(in, 0, length, this);
        filter.finish(this);
        Layout cutOff = filter.cutOff();
        outOfLine = truncated && (cutOff == null || !cutOff.agrees(in));
    }

    /** Whether containers do not end as they should, or not where the layout says. */
    boolean isOutOfBalance() {
        return refusal != null || unbalanced || outOfLine;
    }

    /** How much was changed: each repair counts, and what hides a loss of text or of structure counts more. */
    int cost() {
        return refusal != null ? REFUSED : cost;
    }

    /** Why the document cannot be mended, null if it was. */
    @Nullable
    Refusal refusal() {
        Alert alert = refusal;
        return alert == null ? null : new Refusal(String.valueOf(alert.details().get("reason")), alert.offset());
    }

    /** Lets all of it go. */
    void release(FilterOutput to) {
        reports.forEach(to::report);
        if (!reports.isEmpty()) {
            to.flag(RepairJson.FLAG);
        }
        if (size > 0) {
            to.text(text, 0, size);
        }
    }

    /** Tells of the refusal. */
    void releaseRefusal(FilterOutput to) {
        Alert alert = refusal;
        if (alert != null) {
            to.flag(RepairJson.REFUSED_FLAG);
            to.alert(alert);
        }
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        if (text.length - size < length) {
            text = Arrays.copyOf(text, Math.max(size + length, Math.min(text.length * 2, Integer.MAX_VALUE / 2)));
        }
        System.arraycopy(bytes, offset, text, size, length);
        size += length;
    }

    @Override
    public void thinking(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException("JSON has no thinking");
    }

    @Override
    public void flag(String flag) {
        // Follows from the reports and the refusal.
    }

    @Override
    public void alert(Alert alert) {
        refusal = alert;
    }

    @Override
    public void report(Report report) {
        reports.add(report);
        Rule rule = Rule.named(report.kind()).orElseThrow();
        cost += rule.weight();
        if (rule == Rule.TRUNCATED) {
            truncated = true;
        } else if (rule.weight() > 1) {
            unbalanced = true;
        }
    }
}
