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
    private static final int INVALID = 500_000;

    /** The output; the input itself for as long as they are the same. */
    private byte[] text = {};

    private int size;
    private int inputSize;
    private boolean differs;
    private final List<Report> reports = new ArrayList<>();
    private @Nullable Alert refusal;
    private @Nullable Alert violation;
    private boolean unbalanced;
    private boolean truncated;
    private boolean outOfLine;
    private int cost;

    /** Repairs the text. */
    void run(Settings settings, byte[] in, int length, Progress.Reading reading) {
        RepairJsonFilter filter = new RepairJsonFilter(settings, reading);
        text = in;
        inputSize = length;
        filter.accept(in, 0, length, this);
        filter.finish(this);
        Layout cutOff = filter.cutOff();
        outOfLine = truncated && (cutOff == null || !cutOff.agrees(in));
    }

    /** Whether containers do not end as they should, or not where the layout says. */
    boolean isOutOfBalance() {
        // A valid document that does not fit its schema is not read in another way.
        boolean mended = !reports.isEmpty();
        return refusal != null || (violation != null && mended) || unbalanced || outOfLine;
    }

    /** How much was changed: each repair counts, and what hides a loss of text or of structure counts more. */
    int cost() {
        return refusal != null ? REFUSED : violation != null ? INVALID : cost;
    }

    /** Why the document cannot be mended, null if it was. */
    @Nullable
    Refusal refusal() {
        return of(refusal);
    }

    /** What the schema has against the document as it was mended, null if nothing. */
    @Nullable
    Refusal violation() {
        return of(violation);
    }

    private static @Nullable Refusal of(@Nullable Alert alert) {
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
        Alert alert = violation;
        if (alert != null) {
            to.flag(RepairJson.INVALID_FLAG);
            to.alert(alert);
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
        if (!differs) {
            if (goesOn(bytes, offset, length)) {
                size += length;
                return;
            }
            differs = true;
            byte[] input = text;
            text = new byte[inputSize + Math.max(32, inputSize >> 4)];
            System.arraycopy(input, 0, text, 0, size);
        }
        if (text.length - size < length) {
            text = Arrays.copyOf(text, Math.max(size + length, Math.min(text.length * 2, Integer.MAX_VALUE / 2)));
        }
        System.arraycopy(bytes, offset, text, size, length);
        size += length;
    }

    /** Whether the output is still the same as the input. */
    private boolean goesOn(byte[] bytes, int offset, int length) {
        return bytes == text
                ? offset == size
                : length <= inputSize - size
                        && Arrays.equals(bytes, offset, offset + length, text, size, size + length);
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
        if (alert.kind().equals(RepairJson.REFUSED)) {
            refusal = alert;
        } else if (violation == null) {
            violation = alert;
        }
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
