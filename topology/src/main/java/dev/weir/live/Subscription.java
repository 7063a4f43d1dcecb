package dev.weir.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who watches: a bounded queue of what there is to tell. A subscriber that does not keep up is dropped, for it is
 * either gone or could not show what it gets anyway. Thread-safe.
 */
public final class Subscription implements AutoCloseable {

    /** A minute of snapshots, or several seconds of everything. */
    static final int MAX_WAITING = 192;

    static final int SAMPLES_A_SECOND = 10;

    private final Interest interest;
    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final RateLimit samples = new RateLimit(SAMPLES_A_SECOND, System::nanoTime);
    private final Consumer<Subscription> onClose;
    private final Thread thread = Thread.currentThread();
    private volatile boolean closed;

    Subscription(Interest interest, Consumer<Subscription> onClose) {
        this.interest = interest;
        this.onClose = onClose;
    }

    Interest interest() {
        return interest;
    }

    /** Waits for the next message; returns it as an event of a {@code text/event-stream}, or null if it was dropped. */
    public @Nullable String next() throws InterruptedException {
        while (!closed) {
            Message message = waiting.poll(1, TimeUnit.SECONDS);
            if (message != null) {
                return "event: " + message.event() + "\ndata: " + message.json() + "\n\n";
            }
        }
        return null;
    }

    /** Never blocks. One whose queue is full is closed, and its thread, which may hang in a write, interrupted. */
    void tell(Message message) {
        if (!closed && !waiting.offer(message)) {
            close();
            thread.interrupt();
        }
    }

    /** As {@link #tell}, but at most {@value #SAMPLES_A_SECOND} times a second. */
    void tellSample(Message sample) {
        if (samples.tryPass()) {
            tell(sample);
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
    }
}
