package dev.weir.live;

import dev.weir.explain.FilterWatcher;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a text before and after a filter, until the text ends or the tap is shut. */
final class Tap implements FilterWatcher {

    static final int MAX_BYTES = 4 << 10;
    private static final int MAX_REPORTS = 32;

    /** What was kept; belongs to the thread of the filter. */
    private static final class Kept {
        final ByteArrayOutputStream before = new ByteArrayOutputStream();
        final ByteArrayOutputStream after = new ByteArrayOutputStream();
        final List<Report> reports = new ArrayList<>(2);
        long bytesBefore;
        long bytesAfter;
    }

    private final Taps taps;
    private final String filter;
    private final Channel channel;
    final long openedNs;
    /** Null once the tap is shut: then nothing more is kept. */
    private volatile @Nullable Kept kept = new Kept();

    Tap(Taps taps, String filter, Channel channel, long openedNs) {
        this.taps = taps;
        this.filter = filter;
        this.channel = channel;
        this.openedNs = openedNs;
    }

    @Override
    public void before(byte[] text, int offset, int length) {
        Kept here = kept;
        if (here != null) {
            here.before.write(text, offset, Math.min(length, MAX_BYTES - here.before.size()));
            here.bytesBefore += length;
        }
    }

    @Override
    public void after(byte[] text, int offset, int length) {
        Kept here = kept;
        if (here != null) {
            here.after.write(text, offset, Math.min(length, MAX_BYTES - here.after.size()));
            here.bytesAfter += length;
        }
    }

    @Override
    public void report(Report report) {
        Kept here = kept;
        if (here != null && here.reports.size() < MAX_REPORTS) {
            here.reports.add(report);
        }
    }

    @Override
    public void alert(Alert alert) {
        // Alerts reach those who watch as events of the pipeline.
    }

    @Override
    public void resumed() {
        taps.shut(this);
    }

    @Override
    public void ended(@Nullable RefusedException refused) {
        Kept here = kept;
        taps.shut(this);
        if (here != null) {
            byte[] before = here.before.toByteArray();
            byte[] after = refused == null ? here.after.toByteArray() : new byte[0];
            long bytesAfter = refused == null ? here.bytesAfter : 0;
            boolean changed = here.bytesBefore != bytesAfter || !Arrays.equals(before, after);
            taps.publish(filter, channel, before, here.bytesBefore, after, bytesAfter, here.reports, refused, changed);
        }
    }

    /** Lets go of what was kept. */
    void release() {
        kept = null;
    }
}
