package dev.weir.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM as something to wait for. The signal wakes {@link #await}, and the JVM ends only once the command has
 * closed what it opened, and then this.
 */
final class Interruption implements AutoCloseable {

    private static final long CLEANUP_SECONDS = 60;

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook;

    private Interruption() {
        hook = new Thread(
                () -> {
                    signalled.countDown();
                    try {
                        cleanedUp.await(CLEANUP_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "weir-shutdown");
    }

    static Interruption register() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Waits for the signal. */
    void await() throws InterruptedException {
        signalled.await();
    }

    /**
     * Waits for the signal, or until the time is over.
     *
     * @return whether the signal came
     */
    boolean await(Duration time) throws InterruptedException {
        return signalled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As {@link #await(Duration)}; an interrupted thread takes it for the signal. */
    boolean within(Duration time) {
        try {
            return await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    boolean came() {
        return signalled.getCount() == 0;
    }

    @Override
    public void close() {
        cleanedUp.countDown();
        if (!came()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is on its way down already.
            }
        }
    }
}
