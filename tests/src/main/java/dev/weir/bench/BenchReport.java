package dev.weir.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The rounds of one pipeline and what they come to: medians, and the median of each round's own ratio. */
record BenchReport(String pipeline, List<Round> rounds) {

    /** One round: both contenders one after the other. A round measures throughput or latency. */
    record Round(
            @Nullable Throughput passThrough,
            @Nullable Throughput weir,
            @Nullable Latency passThroughLatency,
            @Nullable Latency weirLatency) {}

    void print(PrintWriter out, boolean json) {
        double passRate = median(round -> require(round.passThrough).recordsPerSecond());
        double weirRate = median(round -> require(round.weir).recordsPerSecond());
        double ratio = median(round -> require(round.weir).recordsPerSecond()
                / require(round.passThrough).recordsPerSecond());
        double passCpu = median(round -> require(round.passThrough).cpuMicros());
        double weirCpu = median(round -> require(round.weir).cpuMicros());
        Round latency = rounds.stream()
                .filter(round -> round.weirLatency != null)
                .findFirst()
                .orElse(null);
        if (json) {
            out.printf(
                    Locale.ROOT,
                    "{\"pipeline\":\"%s\",\"pass_through_records_per_second\":%.0f,\"weir_records_per_second\":%.0f,"
                            + "\"ratio\":%.3f,\"pass_through_cpu_us\":%.2f,\"weir_cpu_us\":%.2f%s}%n",
                    pipeline,
                    passRate,
                    weirRate,
                    ratio,
                    passCpu,
                    weirCpu,
                    latency == null ? "" : latencyJson(latency));
            return;
        }
        out.printf(Locale.ROOT, "%n%-12s %16s %16s %9s%n", pipeline, "pass-through", "weir", "ratio");
        out.printf(Locale.ROOT, "%-12s %,16.0f %,16.0f %8.2fx%n", "records/s", passRate, weirRate, ratio);
        out.printf(Locale.ROOT, "%-12s %16.2f %16.2f %8.2fx%n", "CPU us/rec", passCpu, weirCpu, weirCpu / passCpu);
        if (latency != null) {
            Latency pass = require(latency.passThroughLatency);
            Latency weir = require(latency.weirLatency);
            out.printf(
                    Locale.ROOT,
                    "%-12s %16.2f %16.2f %+8.2f%n",
                    "p50 ms",
                    pass.p50Ms(),
                    weir.p50Ms(),
                    weir.p50Ms() - pass.p50Ms());
            out.printf(
                    Locale.ROOT,
                    "%-12s %16.2f %16.2f %+8.2f%n",
                    "p99 ms",
                    pass.p99Ms(),
                    weir.p99Ms(),
                    weir.p99Ms() - pass.p99Ms());
        }
    }

    private static String latencyJson(Round latency) {
        Latency pass = require(latency.passThroughLatency);
        Latency weir = require(latency.weirLatency);
        return String.format(
                Locale.ROOT,
                ",\"pass_through_p50_ms\":%.3f,\"weir_p50_ms\":%.3f,\"pass_through_p99_ms\":%.3f,\"weir_p99_ms\":%.3f",
                pass.p50Ms(),
                weir.p50Ms(),
                pass.p99Ms(),
                weir.p99Ms());
    }

    private double median(ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream()
                .filter(round -> round.weir != null)
                .mapToDouble(value)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static <T> T require(@Nullable T value) {
        return Objects.requireNonNull(value, "a round of the other kind");
    }
}
