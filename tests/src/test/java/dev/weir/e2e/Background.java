package dev.weir.e2e;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something again and again beside the test until it is closed; what failed there fails the close. */
final class Background implements AutoCloseable {

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "background"));
    private final ScheduledFuture<?> repeated;

    Background(Duration every, Runnable task) {
        repeated = thread.scheduleAtFixedRate(task, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        repeated.cancel(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the background task does not end");
            }
            if (!repeated.isCancelled()) {
                repeated.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the background task failed", e.getCause());
        }
    }
}
