package dev.weir.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has each batch analysed where it takes least time, on the processor or on a graphics card, and never fails because the
 * card does: what the card cannot do the processor does, with the same results.
 *
 * <p>What costs how much is measured at the start ({@link #calibrate}) and learnt from each batch since. About one batch in
 * a hundred goes the other way, to learn about that. One message in a thousand that the card analysed is analysed again; a
 * card that was wrong is not used any more. Thread-safe; the calling thread does the processor's work.
 */
public final class Router implements AutoCloseable {

    /** The most that a card is given at once, in bytes of messages. */
    private static final int MAX_DEVICE_BYTES = 16 << 20;

    private static final double CHECKED_SHARE = 0.001;

    /** What searches are called. */
    private static final String SEARCH = "nearest";

    /** What the card is to do, and why it does that and no more. */
    private record Route<W>(List<W> onDevice, Reason reason) {}

    private final CpuEngine cpu;
    private final @Nullable Device device;
    private final GpuMode mode;
    private final BatchListener listener;
    private final LongSupplier clockNs;
    private final CostModel<Stage<?>> costs = new CostModel<>();
    private final CostModel<SearchCalibration.Kind> searchCosts = new CostModel<>();

    /**
     * @param cpu works out what the card does not
     * @param device the card; null if there is none
     * @throws IllegalArgumentException if a card is required and there is none
     */
    public Router(CpuEngine cpu, @Nullable Engine device, GpuMode mode, BatchListener listener) {
        this(cpu, device == null ? null : guarded(device, cpu), mode, listener, System::nanoTime);
    }

    Router(CpuEngine cpu, @Nullable Engine device, GpuMode mode, BatchListener listener, LongSupplier clockNs) {
        if (mode == GpuMode.REQUIRED && device == null) {
            throw new IllegalArgumentException("a GPU is required and there is none that can be used");
        }
        this.cpu = cpu;
        this.device = device == null || mode == GpuMode.OFF ? null : new Device(device, listener, clockNs);
        this.mode = mode;
        this.listener = listener;
        this.clockNs = clockNs;
    }

    private static Engine guarded(Engine device, CpuEngine cpu) {
        return new CheckedEngine(new SplittingEngine(device, MAX_DEVICE_BYTES), cpu, CHECKED_SHARE, System.nanoTime());
    }

    /** Whether there is a card that may be used, now or later. */
    public boolean hasDevice() {
        return device != null && !device.isGivenUp();
    }

    /** The card's name; null if none may be used. */
    public @Nullable String deviceName() {
        return device == null || device.isGivenUp() ? null : device.name();
    }

    /** Why there is a card that may not be used any more in this process; null if none was given up. */
    public @Nullable String failure() {
        return device == null ? null : device.endedBy();
    }

    /** The processor's name. */
    public String cpuName() {
        return cpu.name();
    }

    /** Works out all stages for a batch. */
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        Analysis analysis = new Analysis();
        Route<Stage<?>> route = route(costs, stages, batch.size());
        boolean done = !route.onDevice.isEmpty() && analyseOnDevice(batch, route, analysis);
        boolean failed = !route.onDevice.isEmpty() && !done;
        for (Stage<?> stage : stages) {
            if (!done || !route.onDevice.contains(stage)) {
                analyseOnCpu(batch, stage, failed ? Reason.FAULT : route.reason, analysis);
            }
        }
        return analysis;
    }

    private <W> Route<W> route(CostModel<W> model, List<W> works, long size) {
        if (device == null) {
            return new Route<>(List.of(), Reason.ONLY);
        }
        if (!device.isUsable()) {
            return new Route<>(List.of(), Reason.FAULT);
        }
        if (mode == GpuMode.REQUIRED) {
            return new Route<>(works, Reason.REQUIRED);
        }
        CostModel.Sides<W> sides = model.sides(works, size);
        return new Route<>(sides.onDevice(), sides.isProbe() ? Reason.PROBE : Reason.CHEAPER);
    }

    private boolean analyseOnDevice(Batch batch, Route<Stage<?>> route, Analysis analysis) {
        long startNs = clockNs.getAsLong();
        Analysis there = device == null ? null : device.ask(engine -> engine.analyse(batch, route.onDevice));
        if (there == null) {
            return false;
        }
        long tookNs = clockNs.getAsLong() - startNs;
        costs.tookDevice(route.onDevice, batch.size(), (double) tookNs);
        route.onDevice.forEach(stage -> take(batch, stage, there, route.reason, tookNs, analysis));
        return true;
    }

    private void analyseOnCpu(Batch batch, Stage<?> stage, Reason reason, Analysis analysis) {
        long startNs = clockNs.getAsLong();
        Analysis here = cpu.analyse(batch, List.of(stage));
        long tookNs = clockNs.getAsLong() - startNs;
        if (device != null) {
            costs.tookCpu(stage, batch.size(), (double) tookNs);
        }
        take(batch, stage, here, reason, tookNs, analysis);
    }

    private <R> void take(Batch batch, Stage<R> stage, Analysis from, Reason reason, long tookNs, Analysis to) {
        Backend backend = from.backend(stage);
        to.put(stage, from.result(stage), backend, reason);
        listener.analysed(stage.label(), backend, reason, batch.messages(), batch.size(), tookNs * 1e-9);
    }

    /** Finds the nearest earlier rows, as {@link Engine#nearest} does. */
    public Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        long queries = window.end() - firstQuery;
        long bytes = queries * window.dimensions() * Float.BYTES;
        long size = SearchCalibration.size((int) queries, firstQuery - window.first(firstQuery), window.dimensions());
        SearchCalibration.Kind search = new SearchCalibration.Kind(window.dimensions());
        Route<SearchCalibration.Kind> route = route(searchCosts, List.of(search), size);
        Reason reason = route.reason;
        long startNs = clockNs.getAsLong();
        if (device != null && !route.onDevice.isEmpty()) {
            Neighbours there = device.ask(engine -> engine.nearest(window, firstQuery, k, least));
            long tookNs = clockNs.getAsLong() - startNs;
            if (there != null) {
                searchCosts.tookDevice(route.onDevice, size, (double) tookNs);
                listener.analysed(SEARCH, device.searchBackend(), reason, (int) queries, bytes, tookNs * 1e-9);
                return there;
            }
            reason = Reason.FAULT;
            startNs = clockNs.getAsLong();
        }
        Neighbours here = cpu.nearest(window, firstQuery, k, least);
        long tookNs = clockNs.getAsLong() - startNs;
        if (device != null) {
            searchCosts.tookCpu(search, size, (double) tookNs);
        }
        listener.analysed(SEARCH, cpu.searchBackend(), reason, (int) queries, bytes, tookNs * 1e-9);
        return here;
    }

    /**
     * Measures what stages cost on both sides, with batches of many sizes. Takes a second or two where there is a
     * card, and no time where there is none.
     *
     * @param sample messages such as will come
     */
    public void calibrate(List<Stage<?>> stages, List<byte[]> sample) {
        if (device != null && device.isUsable() && mode == GpuMode.AUTO) {
            new CostCalibration(cpu, device, costs, clockNs).run(stages, sample);
        }
    }

    /**
     * Measures what searches cost on both sides, as {@link #calibrate} does with stages; a second or two as well.
     *
     * @param dimensions how many numbers a vector has
     * @param reach with how many earlier vectors one is compared
     */
    public void calibrateSearches(int dimensions, int reach) {
        if (device != null && device.isUsable() && mode == GpuMode.AUTO) {
            new SearchCalibration(cpu, device, searchCosts, clockNs).run(dimensions, reach);
        }
    }

    /**
     * Measures what stages cost, for people to see.
     *
     * @param sample messages such as will come
     * @return for each stage, batches of 4 KiB, 64 KiB, 1 MiB and 4 MiB
     */
    public List<Estimate> estimates(List<Stage<?>> stages, List<byte[]> sample) {
        CostModel<Stage<?>> measured = new CostModel<>();
        new CostCalibration(cpu, device, measured, clockNs).run(stages, sample);
        List<Estimate> estimates = new ArrayList<>();
        for (Stage<?> stage : stages) {
            for (int bytes : new int[] {CostCalibration.SMALLEST, 1 << 16, 1 << 20, CostCalibration.LARGEST}) {
                estimates.add(estimate(measured, stage, stage.label(), bytes, bytes));
            }
        }
        return estimates;
    }

    /**
     * Measures what searches cost, for people to see.
     *
     * @param dimensions how many numbers a vector has
     * @param reach with how many earlier vectors one is compared
     * @return for 1, 16 and 256 vectors at once
     */
    public List<Estimate> searchEstimates(int dimensions, int reach) {
        CostModel<SearchCalibration.Kind> measured = new CostModel<>();
        new SearchCalibration(cpu, device, measured, clockNs).run(dimensions, reach);
        List<Estimate> estimates = new ArrayList<>();
        for (int queries : new int[] {1, 16, 256}) {
            long size = SearchCalibration.size(queries, reach, dimensions);
            int bytes = queries * dimensions * Float.BYTES;
            estimates.add(estimate(measured, new SearchCalibration.Kind(dimensions), SEARCH, size, bytes));
        }
        return estimates;
    }

    private <W> Estimate estimate(CostModel<W> measured, W work, String label, long size, int bytes) {
        boolean onDevice = device != null
                && device.isUsable()
                && (mode == GpuMode.REQUIRED
                        || !measured.sides(List.of(work), size).onDevice().isEmpty());
        return new Estimate(label, bytes, measured.cpuNs(work, size), measured.deviceNs(work, size), onDevice);
    }

    @Override
    public void close() {
        if (device != null) {
            device.close();
        }
        cpu.close();
    }
}
