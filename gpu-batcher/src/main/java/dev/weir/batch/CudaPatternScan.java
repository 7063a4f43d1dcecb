package dev.weir.batch;

import java.nio.IntBuffer;

/** Patterns found on the card. */
final class CudaPatternScan extends CudaStage<Matches> {

    private static final int THREADS = 256;
    private static final int BLOCKS_AT_A_TIME = 6;
    private static final int CHUNKS_OF_MULTIPROCESSOR = 1_024;
    private static final int LEAST_CHUNK = 64;
    private static final int MOST_CHUNK = 512;

    /** How much shared memory a block takes: so little that some blocks fit on each multiprocessor. */
    private static final int SHARED_BYTES = 24 << 10;

    private static final int COLUMN_BYTES = 256;

    /** What an event has: where it ends, and in which state. */
    private static final int EVENT_BYTES = 2 * Integer.BYTES;

    /** So many events at least are fetched with all the rest; more come afterwards. */
    private static final int LEAST_FETCHED = 1_024;

    private static final int BYTES_OF_FETCHED = 64;

    private final PatternScan stage;
    private final CudaPatterns patterns;
    private int chunk;
    private int chunks;
    private int maxEvents;
    private int fetched;
    private long countsAt;
    private long eventsAt;
    private long foundAt;
    private long allAt;
    private int foundResultAt;
    private int allResultAt;
    private int eventsResultAt;

    CudaPatternScan(PatternScan stage, CudaPatterns patterns) {
        super(stage);
        this.stage = stage;
        this.patterns = patterns;
    }

    @Override
    void reserve(Batch batch, CudaKernels kernels, CudaLayout layout) {
        long least = Math.min(Batch.Builder.MAX_BYTES, 2L * stage.patterns().longest());
        chunk = Math.max((int) least, kernels.chunk(batch.size(), CHUNKS_OF_MULTIPROCESSOR, LEAST_CHUNK, MOST_CHUNK));
        chunks = (int) ((batch.size() + (long) chunk - 1) / chunk);
        maxEvents = Math.min(stage.maxEvents(), batch.size()); // one at each byte
        fetched = Math.min(maxEvents, Math.max(LEAST_FETCHED, batch.size() / BYTES_OF_FETCHED));
        countsAt = layout.device(Integer.BYTES * (chunks + 1L));
        eventsAt = layout.device((long) EVENT_BYTES * maxEvents);
        foundAt = layout.device((long) Long.BYTES * batch.messages());
        allAt = layout.device(Integer.BYTES);
        foundResultAt = layout.host((long) Long.BYTES * batch.messages());
        allResultAt = layout.host(Integer.BYTES);
        eventsResultAt = layout.host((long) EVENT_BYTES * fetched);
    }

    @Override
    void launch(CudaRun run) {
        run.stream().fill(run.memory(), foundAt, (long) Long.BYTES * run.batch().messages(), 0);
        run.stream().fill(run.memory(), allAt, Integer.BYTES, 0);
        if (chunks == 0) {
            return;
        }
        CudaKernels kernels = run.kernels();
        int blocks = kernels.blocks(chunks, THREADS, BLOCKS_AT_A_TIME);
        int cells = Math.min(patterns.cells(), (SHARED_BYTES - COLUMN_BYTES) / Integer.BYTES);
        int shared = COLUMN_BYTES + Integer.BYTES * cells;
        patterns.parameters(run.parameters())
                .address(run.address(foundAt))
                .address(run.address(countsAt))
                .address(run.address(eventsAt))
                .address(run.address(allAt))
                .integer(patterns.firstMatching())
                .integer(patterns.shift())
                .integer(chunk)
                .integer(chunks)
                .integer(stage.patterns().overlap())
                .integer(cells)
                .integer(maxEvents);
        run.stream().launch(kernels.patternCount, blocks, THREADS, shared, run.sameParameters());
        run.stream().launch(kernels.patternSum, 1, THREADS, 0, run.sameParameters());
        if (maxEvents > 0) {
            run.stream().launch(kernels.patternEvents, blocks, THREADS, shared, run.sameParameters());
        }
    }

    @Override
    void fetch(CudaRun run) {
        run.fetch(foundResultAt, foundAt, (long) Long.BYTES * run.batch().messages());
        run.fetch(allResultAt, allAt, Integer.BYTES);
        run.fetch(eventsResultAt, eventsAt, (long) EVENT_BYTES * fetched);
    }

    @Override
    Matches read(CudaRun run) {
        long[] categories = new long[run.batch().messages()];
        run.results().clear().position(foundResultAt).asLongBuffer().get(categories);
        int all = run.results().getInt(allResultAt);
        int count = Math.min(all, maxEvents);
        int[] ends = new int[count];
        int[] ids = new int[count];
        for (int from = 0; from < count; from += fetched) {
            int some = Math.min(fetched, count - from);
            if (from > 0) {
                run.fetch(eventsResultAt, eventsAt + (long) EVENT_BYTES * from, (long) EVENT_BYTES * some);
                run.await();
            }
            read(run, ends, ids, from, some);
        }
        return new Matches(categories, ends, ids, all <= stage.maxEvents());
    }

    private void read(CudaRun run, int[] ends, int[] ids, int from, int some) {
        IntBuffer events = run.results().clear().position(eventsResultAt).asIntBuffer();
        for (int i = 0; i < some; i++) {
            ends[from + i] = events.get(2 * i);
            ids[from + i] = stage.patterns().pattern(events.get(2 * i + 1));
        }
    }
}
