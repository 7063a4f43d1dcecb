package dev.weir.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stages cost on the processor and on the device, by the size of the batch, learnt from what they did cost; and where
 * they are worked out because of it.
 *
 * <p>On the processor each stage has its own cost. On the device there is one for the batch, packing and queueing included,
 * and one for each stage beside it. Averages move by a fifth with each observation. A stage changes sides only for a gain
 * of a fifth. Thread-safe.
 *
 * @param <W> what is worked out: a value
 */
final class CostModel<W> {

    private static final double WEIGHT = 0.2;
    /** What a change of sides has to gain. */
    private static final double GAIN = 1.2;
    /** Every so many batches the other side is tried, if it may be in reach. */
    private static final int PROBE_EVERY = 100;
    /** What is so many times dearer is not tried. */
    private static final double OUT_OF_REACH = 8;

    /**
     * Where stages are worked out.
     *
     * @param onDevice those on the device
     * @param isProbe whether it is only to see what that would cost
     */
    record Sides<W>(List<W> onDevice, boolean isProbe) {}

    /** What is known of one stage and one size; nanoseconds. */
    private static final class Cost {
        double cpuNs = Double.NaN;
        double deviceNs = Double.NaN;
        boolean onDevice;
    }

    private record Place(Object stage, int bucket) {}

    private final Map<Place, Cost> costs = new HashMap<>();
    /** What the device costs by size, whatever is worked out. */
    private final Map<Integer, Double> transfers = new HashMap<>();
    /** How many batches were decided about, by size. */
    private final Map<Integer, Integer> decisions = new HashMap<>();

    /** Batches of one bucket differ in size by less than a factor of two. */
    static int bucket(long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(size);
    }

    /** Decides where stages are worked out. */
    synchronized Sides<W> sides(List<W> stages, long size) {
        int bucket = bucket(size);
        double transferNs = transferNs(bucket);
        double cpuNs = 0;
        double deviceNs = transferNs;
        int there = 0;
        List<W> better = new ArrayList<>();
        for (W stage : stages) {
            Cost cost = cost(stage, bucket);
            there += cost.onDevice ? 1 : 0;
            // The comparison fails for what is not known.
            if (cost.cpuNs > cost.deviceNs) {
                better.add(stage);
                cpuNs += cost.cpuNs;
                deviceNs += cost.deviceNs;
            }
        }
        double ratio = cpuNs / deviceNs;
        boolean device = !better.isEmpty() && ratio > (there > 0 ? 1 / GAIN : GAIN);
        List<W> chosen = device ? better : List.of();
        stages.forEach(stage -> cost(stage, bucket).onDevice = chosen.contains(stage));
        if (decisions.merge(bucket, 1, Integer::sum) % PROBE_EVERY != 0) {
            return new Sides<>(chosen, false);
        }
        List<W> probed = probed(stages, bucket, chosen);
        return new Sides<>(probed, !probed.equals(chosen));
    }

    /** The other side, for once, unless it is known to be far too dear. */
    private List<W> probed(List<W> stages, int bucket, List<W> chosen) {
        if (!chosen.isEmpty()) {
            return List.of();
        }
        double cpuNs =
                stages.stream().mapToDouble(stage -> cost(stage, bucket).cpuNs).sum();
        double deviceNs = transferNs(bucket)
                + stages.stream()
                        .mapToDouble(stage -> cost(stage, bucket).deviceNs)
                        .sum();
        return deviceNs > OUT_OF_REACH * cpuNs ? List.of() : stages;
    }

    /** What the model expects the stages to cost on the processor, nanoseconds; not a number if it does not know. */
    synchronized double cpuNs(W stage, long size) {
        return cost(stage, bucket(size)).cpuNs;
    }

    /** What the model expects a stage alone to cost on the device, nanoseconds; not a number if it does not know. */
    synchronized double deviceNs(W stage, long size) {
        int bucket = bucket(size);
        return transferNs(bucket) + cost(stage, bucket).deviceNs;
    }

    /** Learns what a stage cost on the processor. */
    synchronized void tookCpu(W stage, long size, double ns) {
        Cost cost = cost(stage, bucket(size));
        cost.cpuNs = learnt(cost.cpuNs, ns);
    }

    /** Learns what a batch cost on the device without any stage. */
    synchronized void tookTransfer(long size, double ns) {
        int bucket = bucket(size);
        transfers.put(bucket, learnt(transferNs(bucket), ns));
    }

    /** Learns what stages cost on the device, in one batch and with its transfer. */
    synchronized void tookDevice(List<W> stages, long size, double ns) {
        int bucket = bucket(size);
        double transferNs = transferNs(bucket);
        if (Double.isNaN(transferNs)) {
            transferNs = ns / 2;
            transfers.put(bucket, transferNs);
        }
        double unknown = stages.stream()
                .filter(stage -> Double.isNaN(cost(stage, bucket).deviceNs))
                .count();
        double known = stages.stream()
                .mapToDouble(stage -> cost(stage, bucket).deviceNs)
                .filter(each -> !Double.isNaN(each))
                .sum();
        if (unknown > 0) {
            double each = Math.max(0, ns - transferNs - known) / unknown;
            stages.stream()
                    .map(stage -> cost(stage, bucket))
                    .filter(cost -> Double.isNaN(cost.deviceNs))
                    .forEach(cost -> cost.deviceNs = each);
            return;
        }
        // Nobody knows what it was that cost more or less than expected: all of it did.
        double factor = 1 + WEIGHT * (ns / Math.max(1, transferNs + known) - 1);
        transfers.put(bucket, transferNs * factor);
        stages.forEach(stage -> cost(stage, bucket).deviceNs *= factor);
    }

    private static double learnt(double before, double ns) {
        return Double.isNaN(before) ? ns : before + WEIGHT * (ns - before);
    }

    private double transferNs(int bucket) {
        return transfers.getOrDefault(bucket, Double.NaN);
    }

    private Cost cost(W stage, int bucket) {
        return costs.computeIfAbsent(new Place(stage, bucket), place -> new Cost());
    }
}
