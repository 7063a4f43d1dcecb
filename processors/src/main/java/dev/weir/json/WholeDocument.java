package dev.weir.json;

import dev.weir.filter.Alert;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the output of a whole document until it is certain that the document is not refused. */
final class WholeDocument implements FilterOutput {

    private byte[] text = {};
    private int size;
    private final List<Report> reports = new ArrayList<>();

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
        reports.clear();
    }

    void save(StateWriter state) {
        state.writeBytes(text, 0, size);
        state.writeInt(reports.size());
        for (Report report : reports) {
            state.writeBytes(report.kind().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            state.writeLong(report.inputOffset());
            state.writeLong(report.outputOffset());
        }
    }

    void restore(StateReader state) {
        text = state.readBytes();
        size = text.length;
        int count = state.readInt();
        for (int i = 0; i < count; i++) {
            String kind = new String(state.readBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            reports.add(new Report(RepairJson.NAME, kind, state.readLong(), state.readLong()));
        }
    }
}
