package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the output of a whole document until it is certain that the document is not refused. */
final class WholeDocument implements FilterOutput {

    private final boolean keepsOriginal;
    private byte[] text = {};
    private int size;
    private byte[] original = {};
    private int originalSize;
    private final List<Report> reports = new ArrayList<>();

    /**
     * @param keepsOriginal whether the document may have to go on as it came
     */
    WholeDocument(boolean keepsOriginal) {
        this.keepsOriginal = keepsOriginal;
    }

    /** Takes the document as it comes. */
    void original(byte[] bytes, int offset, int length) {
        if (keepsOriginal) {
            original = room(original, originalSize, length);
            System.arraycopy(bytes, offset, original, originalSize, length);
            originalSize += length;
        }
    }

    /** Lets the document go as it came. */
    void releaseOriginal(FilterOutput to) {
        to.text(original, 0, originalSize);
        size = 0;
        reports.clear();
        originalSize = 0;
    }

    private static byte[] room(byte[] bytes, int used, int more) {
        if (bytes.length - used >= more) {
            return bytes;
        }
        return Arrays.copyOf(bytes, Math.max(used + more, Math.min(bytes.length * 2, Integer.MAX_VALUE / 2)));
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        text = room(text, size, length);
        System.arraycopy(bytes, offset, text, size, length);
        size += length;
    }

    @Override
    public void thinking(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException("JSON has no thinking");
    }

    @Override
    public void flag(String flag) {
        // Follows from the reports.
    }

    @Override
    public void alert(Alert alert) {
        throw new UnsupportedOperationException("a whole document is refused, not alerted about");
    }

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    /** Lets all of it go. */
    void release(FilterOutput to) {
        for (Report report : reports) {
            to.report(report);
        }
        if (!reports.isEmpty()) {
            to.flag(RepairJson.FLAG);
        }
        if (size > 0) {
            to.text(text, 0, size);
        }
        text = new byte[0];
        size = 0;
        original = new byte[0];
        originalSize = 0;
        reports.clear();
    }

    void save(StateWriter state) {
        state.writeBytes(text, 0, size);
        state.writeBytes(original, 0, originalSize);
        state.writeInt(reports.size());
        for (Report report : reports) {
            state.writeBytes(report.kind().getBytes(StandardCharsets.US_ASCII));
            state.writeLong(report.inputOffset());
            state.writeLong(report.outputOffset());
        }
    }

    void restore(StateReader state) {
        text = state.readBytes();
        size = text.length;
        original = state.readBytes();
        originalSize = original.length;
        int count = state.readInt();
        for (int i = 0; i < count; i++) {
            String kind = new String(state.readBytes(), StandardCharsets.US_ASCII);
            reports.add(new Report(RepairJson.NAME, kind, state.readLong(), state.readLong()));
        }
    }
}
