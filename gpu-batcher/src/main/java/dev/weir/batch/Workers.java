package dev.weir.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Threads among which an engine divides its work; the one that asks does a share itself. Thread-safe. */
final class Workers implements AutoCloseable {

    private final int threads;
    private final @Nullable ExecutorService others;

    /** @throws IllegalArgumentException if there is not one thread at least */
    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("an engine needs one thread at least and not " + threads);
        }
        this.threads = threads;
        this.others = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, work -> {
                    Thread thread = new Thread(work, "weir-cpu-engine");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    int threads() {
        return threads;
    }

    /** Does all parts side by side and gives what came of them in their order. */
    <P, R> List<R> map(List<P> parts, Function<P, R> work) {
        List<Future<R>> begun = new ArrayList<>();
        if (others != null) {
            for (P part : parts.subList(Math.min(1, parts.size()), parts.size())) {
                Callable<R> task = () -> work.apply(part);
                begun.add(others.submit(task));
            }
        }
        List<R> done = new ArrayList<>();
        for (P part : parts) {
            done.add(done.isEmpty() || others == null ? work.apply(part) : await(begun.get(done.size() - 1)));
        }
        return done;
    }

    private static <R> R await(Future<R> begun) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return begun.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("a part of a batch failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (others != null) {
            others.shutdown();
        }
    }
}
