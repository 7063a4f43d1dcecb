package dev.weir.batch;

import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what searches among vectors cost on the processor and on the device: of one query while a window fills, and of up to
 * {@value #MOST_QUERIES} once it is full.
 */
final class SearchCalibration {

    static final int MOST_QUERIES = 1_024;

    private static final int LEAST_ROWS = 64;
    /** The processor is measured with so many rows and queries at most, and its cost taken to grow with their number. */
    private static final int CPU_ROWS = 4_096;

    private static final int CPU_QUERIES = 64;

    private static final int NEAREST = 10;
    private static final float LEAST = 0.5f;

    /** What costs the same for the same number of products: searches among vectors of so many numbers. */
    record Kind(int dimensions) {}

    private final CpuEngine cpu;
    private final @Nullable Device device;
    private final CostModel<Kind> costs;
    private final WorkTimer timer;

    SearchCalibration(CpuEngine cpu, @Nullable Device device, CostModel<Kind> costs, LongSupplier clockNs) {
        this.cpu = cpu;
        this.device = device;
        this.costs = costs;
        this.timer = new WorkTimer(clockNs);
    }

    /** How large a search is: each query is compared with the rows before the first one, and with queries. */
    static long size(int queries, long rows, int dimensions) {
        return queries * (rows + queries) * dimensions;
    }

    /**
     * Measures.
     *
     * @param dimensions how many numbers a vector has
     * @param reach with how many rows before it a row is compared
     */
    void run(int dimensions, int reach) {
        Random random = new Random(1);
        Filled small = new Filled(random, dimensions, Math.min(reach, CPU_ROWS), CPU_QUERIES);
        small.fill(small.window.reach());
        timer.warmNs(() -> small.search(cpu, CPU_QUERIES));
        double[] nsOfProduct = new double[CPU_QUERIES + 1];
        for (int queries = 1; queries <= CPU_QUERIES; queries *= 2) {
            int some = queries;
            double ns = timer.ns(() -> small.add(some), () -> small.search(cpu, some));
            nsOfProduct[queries] = ns / size(queries, small.window.reach(), dimensions);
        }
        Filled large = new Filled(random, dimensions, reach, MOST_QUERIES);
        for (int rows = Math.min(LEAST_ROWS, reach); rows < reach; rows = Math.min(2 * rows, reach)) {
            measure(large, 1, rows, nsOfProduct[1]);
        }
        for (int queries = 1; queries <= MOST_QUERIES; queries *= 2) {
            measure(large, queries, reach, nsOfProduct[Math.min(queries, CPU_QUERIES)]);
        }
    }

    private void measure(Filled filled, int queries, int rows, double cpuNsOfProduct) {
        Kind kind = new Kind(filled.window.dimensions());
        long size = size(queries, rows, kind.dimensions());
        costs.tookCpu(kind, size, cpuNsOfProduct * size);
        if (device != null && device.isUsable()) {
            filled.fill(rows);
            double ns = timer.ns(
                    () -> filled.add(queries), () -> device.ask(engine -> filled.search(engine, queries)) != null);
            if (!Double.isNaN(ns)) {
                costs.tookDevice(List.of(kind), size, ns);
            }
        }
    }

    /** A window with vectors of no meaning. */
    private static final class Filled {
        private static final int OTHERS = 4_096;

        final VectorWindow window;
        private final float[] numbers;
        private final Random random;

        Filled(Random random, int dimensions, int reach, int ahead) {
            this.random = random;
            window = new VectorWindow(dimensions, reach, ahead);
            numbers = new float[dimensions + OTHERS];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextFloat() - 0.5f;
            }
        }

        void fill(int rows) {
            add((int) Math.max(0, rows - window.end()));
        }

        void add(int rows) {
            for (int i = 0; i < rows; i++) {
                window.add(numbers, random.nextInt(OTHERS));
            }
        }

        boolean search(Engine engine, int queries) {
            return engine.nearest(window, window.end() - queries, NEAREST, LEAST)
                            .rows()
                            .length
                    > 0;
        }
    }
}
