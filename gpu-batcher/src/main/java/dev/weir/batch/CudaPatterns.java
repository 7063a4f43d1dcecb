package dev.weir.batch;

import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.KernelParameters;
import dev.weir.matching.LiteralAutomaton;

/** The table of a set of patterns on the card. */
final class CudaPatterns implements AutoCloseable {

    private final DeviceMemory memory;
    private final long rowsAt;
    private final long columnsAt;
    private final long categoriesAt;
    private final int cells;
    private final int firstMatching;
    private final int shift;

    CudaPatterns(PatternSet patterns, CudaUpload upload) {
        LiteralAutomaton automaton = patterns.automaton();
        int[] table = automaton.table();
        long[] categories = patterns.categoriesByMatchingRow();
        cells = table.length;
        firstMatching = automaton.firstMatching();
        shift = Integer.numberOfTrailingZeros(automaton.columns());
        CudaLayout layout = new CudaLayout();
        rowsAt = layout.device((long) Integer.BYTES * table.length);
        columnsAt = layout.device((long) Integer.BYTES * automaton.byteColumns().length);
        categoriesAt = layout.device((long) Long.BYTES * categories.length);
        memory = upload.allocate(layout.deviceBytes());
        try {
            upload.integers(table, memory, rowsAt);
            upload.integers(automaton.byteColumns(), memory, columnsAt);
            upload.longs(categories, memory, categoriesAt);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** How many cells all rows have. */
    int cells() {
        return cells;
    }

    int firstMatching() {
        return firstMatching;
    }

    int shift() {
        return shift;
    }

    /** Adds where the table is. */
    KernelParameters parameters(KernelParameters parameters) {
        return parameters
                .address(memory.address() + rowsAt)
                .address(memory.address() + columnsAt)
                .address(memory.address() + categoriesAt);
    }

    @Override
    public void close() {
        memory.close();
    }
}
