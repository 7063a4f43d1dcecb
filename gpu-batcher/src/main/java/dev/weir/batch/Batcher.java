package dev.weir.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs the batches of several threads into one where a graphics card is in use: cards are fast with much at once.
 *
 * <p>A thread waits for others at most as long as its {@link Client} says, and no longer once all others wait too or enough
 * has come together. Where only the processor works, nobody waits and nothing is packed. Results are those that each batch
 * would have had alone. Thread-safe.
 */
public final class Batcher implements AutoCloseable {

    private final Router router;
    private final int maxBytes;
    private final Object lock = new Object();
    // All guarded by the lock.
    private final Map<List<Stage<?>>, Group> open = new HashMap<>();
    private int clients;
    /** How many clients wait for a group to fill, or for its results. */
    private int waiting;

    /**
     * @param router analyses what has come together; closed with this object
     * @param maxBytes how many bytes of messages are enough to begin at once
     */
    public Batcher(Router router, int maxBytes) {
        this.router = router;
        this.maxBytes = maxBytes;
    }

    /** What analyses the batches; its searches need no packing. */
    public Router router() {
        return router;
    }

    /**
     * Lets one more thread take part.
     *
     * @param lingerNs how long it waits for others at most, in nanoseconds; 0 for not at all
     */
    public Client client(long lingerNs) {
        synchronized (lock) {
            clients++;
        }
        return new Client(lingerNs);
    }

    /** Closes the router and its engines. */
    @Override
    public void close() {
        router.close();
    }

    /** One thread's way to the batcher; belongs to it. */
    public final class Client implements AutoCloseable {

        private final long lingerNs;
        private boolean isClosed;

        private Client(long lingerNs) {
            this.lingerNs = lingerNs;
        }

        /** Works out all stages for a batch, perhaps together with those of others. */
        public Analysis analyse(Batch batch, List<Stage<?>> stages) {
            if (lingerNs <= 0 || batch.size() >= maxBytes || !router.hasDevice()) {
                return router.analyse(batch, stages);
            }
            Group group;
            int member;
            synchronized (lock) {
                group = open.computeIfAbsent(stages, key -> new Group());
                member = group.join(batch);
                waiting++;
                lock.notifyAll();
                try {
                    if (member == 0) {
                        group.fill(System.nanoTime() + lingerNs);
                        open.remove(stages);
                    } else {
                        group.awaitEnd();
                    }
                } finally {
                    waiting--;
                }
            }
            if (member == 0) {
                group.run(stages);
            }
            return group.share(member, stages);
        }

        /** Takes no part any more; who waits for others does not wait for this one. */
        @Override
        public void close() {
            synchronized (lock) {
                if (!isClosed) {
                    isClosed = true;
                    clients--;
                    lock.notifyAll();
                }
            }
        }
    }

    /** Batches that are analysed together; the first member's thread does it. */
    private final class Group {

        private final List<Batch> batches = new ArrayList<>();
        private int size;
        private boolean hasEnded;
        private @Nullable Batch packed;
        /** What came out; null if it failed. */
        private @Nullable Analysis analysis;

        int join(Batch batch) {
            batches.add(batch);
            size += batch.size();
            return batches.size() - 1;
        }

        /** Waits until there is enough, or nobody left to come, or a time. The thread's interruption ends it too. */
        void fill(long deadlineNs) {
            while (size < maxBytes && waiting < clients) {
                long leftNs = deadlineNs - System.nanoTime();
                if (leftNs <= 0) {
                    return;
                }
                try {
                    lock.wait(leftNs / 1_000_000, (int) (leftNs % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        /** Waits for the results, however often the thread is interrupted: they come, or the failure to get them. */
        void awaitEnd() {
            boolean interrupted = false;
            while (!hasEnded) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void run(List<Stage<?>> stages) {
            Analysis result = null;
            Batch all = null;
            try {
                all = packed();
                result = router.analyse(all, stages);
            } finally {
                synchronized (lock) {
                    packed = all;
                    analysis = result;
                    hasEnded = true;
                    lock.notifyAll();
                }
            }
        }

        private Batch packed() {
            if (batches.size() == 1) {
                return batches.get(0);
            }
            Batch.Builder builder = new Batch.Builder();
            for (Batch batch : batches) {
                for (int message = 0; message < batch.messages(); message++) {
                    builder.add(batch.bytes(), batch.start(message), batch.end(message) - batch.start(message));
                }
            }
            return builder.build();
        }

        Analysis share(int member, List<Stage<?>> stages) {
            Batch own = batches.get(member);
            Batch all = packed;
            Analysis result = analysis;
            if (all == null || result == null || wasCut(stages, result)) {
                return router.analyse(own, stages);
            }
            if (batches.size() == 1) {
                return result;
            }
            int from = 0;
            for (Batch before : batches.subList(0, member)) {
                from += before.messages();
            }
            Analysis share = new Analysis();
            for (Stage<?> stage : stages) {
                slice(stage, result, all, from, from + own.messages(), share);
            }
            return share;
        }

        /** Whether a limit was reached that might not have been reached alone. */
        private boolean wasCut(List<Stage<?>> stages, Analysis result) {
            return batches.size() > 1
                    && stages.stream()
                            .anyMatch(
                                    stage -> result.result(stage) instanceof Matches matches && !matches.isComplete());
        }
    }

    private static <R> void slice(Stage<R> stage, Analysis from, Batch batch, int first, int last, Analysis to) {
        R part = Results.slice(stage, from.result(stage), batch, first, last);
        to.put(stage, part, from.backend(stage), from.reason(stage));
    }
}
