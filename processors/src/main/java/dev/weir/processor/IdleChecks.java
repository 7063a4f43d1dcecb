package dev.weir.processor;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When to look for streams that went idle: now and then, and for a short time. After a restart all streams may go idle at once; then
 * short checks follow each other closely, so that records find their turn between them. Belongs to one task.
 */
final class IdleChecks {

    private static final long MIN_EVERY_MS = 20;
    private static final long MAX_EVERY_MS = 1_000;
    private static final long HURRIED_EVERY_MS = 50;
    /** How long records wait for one check. */
    private static final long BUDGET_NS = 15_000_000;

    /** Ends idle streams. */
    interface Check {
        /**
         * Ends some.
         *
         * @param deadlineNs when to stop, as {@link System#nanoTime} has it
         * @return whether none is left
         */
        boolean run(long nowWallMs, long deadlineNs);
    }

    private final ProcessorContext<?, ?> context;
    private final Check check;
    private @Nullable Cancellable hurried;

    private IdleChecks(ProcessorContext<?, ?> context, Check check) {
        this.context = context;
        this.check = check;
    }

    /** Lets a task check from now on. */
    static void schedule(ProcessorContext<?, ?> context, long idleTimeoutMs, Check check) {
        long everyMs = Math.max(MIN_EVERY_MS, Math.min(MAX_EVERY_MS, idleTimeoutMs / 4));
        IdleChecks checks = new IdleChecks(context, check);
        context.schedule(Duration.ofMillis(everyMs), PunctuationType.WALL_CLOCK_TIME, checks::run);
    }

    private void run(long nowWallMs) {
        boolean done = check.run(nowWallMs, System.nanoTime() + BUDGET_NS);
        Cancellable more = hurried;
        if (done && more != null) {
            more.cancel();
            hurried = null;
        } else if (!done && more == null) {
            Duration every = Duration.ofMillis(HURRIED_EVERY_MS);
            hurried = context.schedule(every, PunctuationType.WALL_CLOCK_TIME, this::run);
        }
    }
}
