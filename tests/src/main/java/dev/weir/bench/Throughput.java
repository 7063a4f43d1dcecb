package dev.weir.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How fast a contender drains a topic that is full already.
 *
 * @param recordsPerSecond by the clock on the wall, from one tenth of the records to the end
 * @param cpuMicros CPU time of the stream thread for each record, in microseconds
 */
record Throughput(double recordsPerSecond, double cpuMicros) {

    static Throughput measure(Contender contender, long records) throws InterruptedException {
        long from = records / 10;
        try (Running running = Running.start(contender)) {
            running.awaitProcessed(from);
            long startedAt = contender.processed();
            long startedNs = System.nanoTime();
            long cpuNs = -streamThreadCpuNs();
            running.awaitProcessed(records);
            double elapsedNs = System.nanoTime() - startedNs;
            cpuNs += streamThreadCpuNs();
            double measured = records - startedAt;
            return new Throughput(measured / elapsedNs * 1e9, cpuNs / measured / 1e3);
        }
    }

    /** The CPU time of all stream threads of this JVM so far. */
    static long streamThreadCpuNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuNs = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("StreamThread")) {
                cpuNs += Math.max(0, threads.getThreadCpuTime(threadId(thread)));
            }
        }
        return cpuNs;
    }

    @SuppressWarnings("deprecation") // its successor came after Java 17
    private static long threadId(Thread thread) {
        return thread.getId();
    }
}
