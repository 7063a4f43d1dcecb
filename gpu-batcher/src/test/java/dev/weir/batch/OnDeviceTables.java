package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.CudaStream;
import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.PinnedMemory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/** Measures a card beside a core and beside all cores, stage by stage and size by size. Times are medians. */
final class OnDeviceTables {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DIMENSIONS = 384;
    private static final int PATTERNS = 1_000;

    private final CudaEngine card;
    private final CpuEngine core;
    private final CpuEngine cores;
    private final PrintStream out;
    private final int[] kibibytes;
    private final int[] queries;
    private final int rows;
    private final int copiedMebibytes;
    /** So long one number is measured, but at least three times. */
    private final long budgetNs;

    OnDeviceTables(CudaEngine card, CpuEngine core, CpuEngine cores, boolean isQuick, PrintStream out) {
        this.card = card;
        this.core = core;
        this.cores = cores;
        this.out = out;
        kibibytes = isQuick ? new int[] {1, 4} : new int[] {64, 256, 1_024, 4_096, 16_384, 65_536};
        queries = isQuick ? new int[] {1, 5} : new int[] {1, 16, 256, 1_024};
        rows = isQuick ? 200 : 100_000;
        copiedMebibytes = isQuick ? 1 : 64;
        budgetNs = isQuick ? 1 : 300_000_000;
    }

    void print() throws Exception {
        printCopies();
        printStages();
        printSearch();
    }

    /** What nothing can be faster than. */
    private void printCopies() throws Exception {
        int bytes = copiedMebibytes << 20;
        CudaDevice device = new CudaDevice(CudaKernels.ptx());
        try (DeviceMemory memory = device.allocate(bytes);
                PinnedMemory pinned = device.pin(bytes);
                CudaStream stream = device.stream()) {
            double toCard = seconds(() -> {
                stream.copyToDevice(memory, 0, pinned, 0, bytes);
                stream.await(PATIENCE);
                return 0;
            });
            double toHost = seconds(() -> {
                stream.copyToHost(pinned, 0, memory, 0, bytes);
                stream.await(PATIENCE);
                return 0;
            });
            byte[] packed = new byte[bytes];
            double packing = seconds(() -> pinned.buffer().clear().put(packed));
            out.printf("Copies of %d MiB, in GB/s:%n%n", copiedMebibytes);
            out.println("| to the card | to the host | packing, one thread |");
            out.println("| ---: | ---: | ---: |");
            out.printf("| %.1f | %.1f | %.1f |%n%n", bytes / toCard / 1e9, bytes / toHost / 1e9, bytes / packing / 1e9);
        } finally {
            device.close();
        }
    }

    private void printStages() throws Exception {
        List<Stage<?>> stages = List.of(
                new ContentHash(),
                new PatternScan(PatternSet.of(patterns(), false), 10_000),
                new MinHash(Elements.SHINGLES, 16, 8),
                new MinHash(Elements.WORDS, 16, 8),
                new SimHash(Elements.SHINGLES, 4),
                new SimHash(Elements.WORDS, 4));
        out.printf(
                "Log lines of some 200 bytes, %d patterns in any case. Speeds in GB/s, the time of one call in "
                        + "microseconds:%n%n",
                PATTERNS);
        out.println(
                "| stage | KiB | call, us | kernels alone | card, end to end | two threads on the card | one core | all cores |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int size : kibibytes) {
            Batch batch = lines(size << 10);
            for (Stage<?> stage : stages) {
                printStage(label(stage), batch, List.of(stage));
            }
            printStage("all of them", batch, stages);
        }
        out.println();
    }

    private static String label(Stage<?> stage) {
        if (stage instanceof MinHash minHash) {
            return stage.label() + ", " + minHash.elements().name().toLowerCase(Locale.ROOT);
        }
        if (stage instanceof SimHash simHash) {
            return stage.label() + ", " + simHash.elements().name().toLowerCase(Locale.ROOT);
        }
        return stage.label();
    }

    private void printStage(String label, Batch batch, List<Stage<?>> stages) throws Exception {
        double onCard = seconds(() -> card.analyse(batch, stages));
        List<Double> kernels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kernels.add((double) card.time(batch, stages).kernelsMs());
        }
        double onCore = seconds(() -> core.analyse(batch, stages));
        double onCores = seconds(() -> cores.analyse(batch, stages));
        out.printf(
                "| %s | %d | %.0f | %s | %s | %s | %s | %s |%n",
                label,
                batch.size() >> 10,
                onCard * 1e6,
                speed(batch, kernels.stream().sorted().toList().get(2) / 1e3),
                speed(batch, onCard),
                speed(batch, secondsOfTwoThreads(batch, stages) / 2),
                speed(batch, onCore),
                speed(batch, onCores));
    }

    private static String speed(Batch batch, double seconds) {
        return "%.3g".formatted(batch.size() / seconds / 1e9);
    }

    /** How long two threads take that hand over a batch each. */
    private double secondsOfTwoThreads(Batch batch, List<Stage<?>> stages) throws Exception {
        return seconds(() -> {
            Thread other = new Thread(() -> card.analyse(batch, stages));
            other.start();
            Analysis analysis = card.analyse(batch, stages);
            other.join();
            return analysis;
        });
    }

    private void printSearch() throws Exception {
        out.printf(
                "The 10 nearest of %d rows of %d dimensions. Milliseconds a call, and GFLOP/s:%n%n", rows, DIMENSIONS);
        out.println("| queries | card, ms | one core, ms | all cores, ms | card, GFLOP/s | one core | all cores |");
        out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int count : queries) {
            VectorWindow window = new VectorWindow(DIMENSIONS, rows, count);
            Random random = new Random(1);
            float[] vector = new float[DIMENSIONS];
            for (int row = 0; row < rows + count; row++) {
                for (int i = 0; i < DIMENSIONS; i++) {
                    vector[i] = random.nextFloat() - 0.5f;
                }
                window.add(vector, 0);
            }
            double[] seconds = new double[3];
            Engine[] engines = {card, core, cores};
            for (int i = 0; i < engines.length; i++) {
                Engine engine = engines[i];
                seconds[i] = seconds(() -> engine.nearest(window, rows, 10, -1));
            }
            double work = 2.0 * DIMENSIONS * rows * count / 1e9;
            out.printf(
                    "| %d | %.3g | %.3g | %.3g | %.3g | %.3g | %.3g |%n",
                    count,
                    seconds[0] * 1e3,
                    seconds[1] * 1e3,
                    seconds[2] * 1e3,
                    work / seconds[0],
                    work / seconds[1],
                    work / seconds[2]);
        }
    }

    /** The median of what a call takes, after one that does not count. */
    private double seconds(Callable<?> call) throws Exception {
        Object unused = call.call();
        List<Long> times = new ArrayList<>();
        long begun = System.nanoTime();
        while (times.size() < 3 || System.nanoTime() - begun < budgetNs) {
            long start = System.nanoTime();
            unused = call.call();
            times.add(System.nanoTime() - start);
        }
        if (unused == null) {
            throw new IllegalStateException("nothing came out");
        }
        return times.stream().sorted().toList().get(times.size() / 2) / 1e9;
    }

    /** Lines with a time, a level, a class, and words, of which some are rare. */
    private static Batch lines(int bytes) {
        Random random = new Random(42);
        Batch.Builder batch = new Batch.Builder();
        while (batch.size() < bytes) {
            StringBuilder line = new StringBuilder("2026-11-21T15:36:")
                    .append(10 + random.nextInt(50))
                    .append(random.nextInt(5) == 0 ? " WARN " : " INFO ")
                    .append("dev.example.Service")
                    .append(random.nextInt(9));
            while (line.length() < 150 + random.nextInt(100)) {
                line.append(' ').append(word(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 300)));
            }
            byte[] utf8 = line.toString().getBytes(StandardCharsets.UTF_8);
            batch.add(utf8, 0, Math.min(utf8.length, bytes - batch.size()));
        }
        return batch.build();
    }

    private static List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < PATTERNS; i++) {
            patterns.add(new Pattern(word(50_000 + i).getBytes(StandardCharsets.UTF_8), i % 64));
        }
        return patterns;
    }

    private static String word(int number) {
        char[] letters = new char[4 + number % 7];
        Random random = new Random(number);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) ('a' + random.nextInt(26));
        }
        return new String(letters);
    }
}
