package dev.weir.live;

import dev.weir.dedup.Decision;
import dev.weir.filter.Channel;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The taps at the filters of one pipeline. At most {@value #MAX_OPEN} are open at once, and none for longer than {@value
 * #MAX_AGE_SECONDS} s while others wait: a stream may never end.
 */
final class Taps {

    static final int MAX_OPEN = 256;
    private static final int MAX_AGE_SECONDS = 30;

    private final String pipeline;
    private final LiveFeed feed;
    private final Set<Tap> open = new LinkedHashSet<>();

    Taps(String pipeline, LiveFeed feed) {
        this.pipeline = pipeline;
        this.feed = feed;
    }

    /** A tap for a filter that is opened; null if nobody wants it, or too many are open. */
    @Nullable
    Tap open(String filter, Channel channel) {
        return feed.wants(pipeline, filter) ? admit(filter, channel) : null;
    }

    private synchronized @Nullable Tap admit(String filter, Channel channel) {
        long nowNs = System.nanoTime();
        if (open.size() >= MAX_OPEN) {
            Tap oldest = open.iterator().next();
            if (nowNs - oldest.openedNs < MAX_AGE_SECONDS * 1_000_000_000L) {
                return null;
            }
            shut(oldest);
        }
        Tap tap = new Tap(this, filter, channel, nowNs);
        open.add(tap);
        return tap;
    }

    synchronized void shut(Tap tap) {
        tap.release();
        open.remove(tap);
    }

    /** Shuts all, because nobody watches any more. */
    synchronized void shutAll() {
        open.forEach(Tap::release);
        open.clear();
    }

    synchronized int openCount() {
        return open.size();
    }

    void publish(
            String filter,
            Channel channel,
            byte[] before,
            long bytesBefore,
            byte[] after,
            long bytesAfter,
            List<Report> reports,
            @Nullable RefusedException refused,
            boolean changed) {
        feed.sample(new Sample(
                pipeline,
                filter,
                channel,
                before,
                bytesBefore,
                after,
                bytesAfter,
                reports.stream().map(Report::kind).toList(),
                refused == null ? null : "refused",
                changed,
                feed.showsPayloads()));
    }

    /** A line that was compared with earlier ones: it goes on as it was, or not at all. */
    void decided(String filter, byte[] text, int offset, int length, Decision decision) {
        if (feed.wants(pipeline, filter)) {
            byte[] before = Arrays.copyOfRange(text, offset, offset + Math.min(length, Tap.MAX_BYTES));
            boolean passes = decision.passes();
            feed.sample(new Sample(
                    pipeline,
                    filter,
                    Channel.CONTENT,
                    before,
                    length,
                    passes ? before : new byte[0],
                    passes ? length : 0,
                    List.of(decision.label()),
                    passes ? null : "suppressed",
                    !passes,
                    feed.showsPayloads()));
        }
    }
}
