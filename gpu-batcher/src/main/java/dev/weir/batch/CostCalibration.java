package dev.weir.batch;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures what stages cost on the processor and on the device, so that the first batches go the right way. */
final class CostCalibration {

    static final int SMALLEST = 1 << 12;
    static final int LARGEST = 1 << 22;
    /** The processor is measured with this size, and its cost taken to grow with the size. */
    private static final int CPU_SIZE = 1 << 16;

    private final CpuEngine cpu;
    private final @Nullable Device device;
    private final CostModel<Stage<?>> costs;
    private final WorkTimer timer;

    CostCalibration(CpuEngine cpu, @Nullable Device device, CostModel<Stage<?>> costs, LongSupplier clockNs) {
        this.cpu = cpu;
        this.device = device;
        this.costs = costs;
        this.timer = new WorkTimer(clockNs);
    }

    void run(List<Stage<?>> stages, List<byte[]> sample) {
        Batch small = batch(sample, CPU_SIZE);
        for (Stage<?> stage : stages) {
            double ns = timer.warmNs(() -> {
                Analysis ignored = cpu.analyse(small, List.of(stage));
            });
            for (int size = SMALLEST; size <= LARGEST; size *= 2) {
                costs.tookCpu(stage, size, ns * size / small.size());
            }
        }
        if (device != null) {
            runOnDevice(device, stages, sample);
        }
    }

    private void runOnDevice(Device card, List<Stage<?>> stages, List<byte[]> sample) {
        Batch small = batch(sample, CPU_SIZE);
        timer.warmNs(() -> card.ask(engine -> engine.analyse(small, stages)));
        for (int size = SMALLEST; size <= LARGEST && card.isUsable(); size *= 2) {
            Batch batch = batch(sample, size);
            costs.tookTransfer(size, deviceNs(card, batch, List.of()));
            for (Stage<?> stage : stages) {
                costs.tookDevice(List.of(stage), size, deviceNs(card, batch, List.of(stage)));
            }
        }
    }

    private double deviceNs(Device card, Batch batch, List<Stage<?>> stages) {
        return timer.ns(() -> {}, () -> card.ask(engine -> engine.analyse(batch, stages)) != null);
    }

    private static Batch batch(List<byte[]> sample, int size) {
        Batch.Builder batch = new Batch.Builder();
        for (int i = 0; batch.size() < size; i = (i + 1) % sample.size()) {
            byte[] message = sample.get(i);
            batch.add(message, 0, Math.min(message.length, size - batch.size()));
        }
        return batch.build();
    }
}
