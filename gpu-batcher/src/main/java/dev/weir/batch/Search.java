package dev.weir.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares queries with the rows before them, block by block: the rows of a block stay in the second cache while all queries
 * go by.
 */
final class Search {

    private static final int MAX_K = 64;
    private static final int ROWS = 128;

    /** With more queries at a time, what it takes to turn rows round counts less; their products take 128 KiB. */
    private static final int QUERIES = 256;

    /** Fewer rows are not worth waking a thread for. */
    private static final int LEAST_ROWS = 1_024;

    private record Range(long from, long to) {}

    private final VectorWindow window;
    private final long firstQuery;
    private final int queries;
    private final InnerLoops loops;

    private Search(VectorWindow window, long firstQuery, InnerLoops loops) {
        this.window = window;
        this.firstQuery = firstQuery;
        this.queries = (int) (window.end() - firstQuery);
        this.loops = loops;
    }

    /** As {@link Engine#nearest} says. */
    static Neighbours run(VectorWindow window, long firstQuery, int k, float least, InnerLoops loops, Workers workers) {
        check(window, firstQuery, k);
        Search search = new Search(window, firstQuery, loops);
        List<Nearest> found = workers.map(
                ranges(window.first(firstQuery), window.end(), workers.threads()),
                range -> search.among(range, k, least));
        Nearest all = found.get(0);
        found.subList(1, found.size()).forEach(all::offerAll);
        return all.toNeighbours();
    }

    /** Throws an IllegalArgumentException if there is nothing like this to be searched for. */
    static void check(VectorWindow window, long firstQuery, int k) {
        if (k < 1 || k > MAX_K) {
            throw new IllegalArgumentException(k + " nearest rows are not from 1 to " + MAX_K);
        }
        if (firstQuery < 0 || firstQuery > window.end()) {
            throw new IllegalArgumentException("there is no row " + firstQuery + " before " + window.end());
        }
        if (firstQuery < window.end() && window.first(firstQuery) < window.start()) {
            throw new IllegalArgumentException("row " + firstQuery + " is compared with row " + window.first(firstQuery)
                    + ", but the first that is still there is " + window.start());
        }
    }

    private static List<Range> ranges(long from, long to, int threads) {
        long parts = Math.max(1, Math.min(threads, (to - from) / LEAST_ROWS));
        List<Range> ranges = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            ranges.add(new Range(from + (to - from) * part / parts, from + (to - from) * (part + 1) / parts));
        }
        return ranges;
    }

    private Nearest among(Range range, int k, float least) {
        Nearest nearest = new Nearest(queries, k, least);
        float[] products = new float[ROWS * Math.min(QUERIES, queries)];
        for (long row = range.from; row < range.to; ) {
            int rows = adjoining(row, range.to, ROWS);
            long queriesTo = Math.min(window.end(), row + rows + window.reach());
            for (long query = Math.max(firstQuery, row + 1); query < queriesTo; ) {
                int some = adjoining(query, queriesTo, QUERIES);
                loops.products(
                        window.ring(),
                        window.index(row),
                        rows,
                        window.index(query),
                        some,
                        window.dimensions(),
                        products);
                for (int i = 0; i < some; i++) {
                    offer(nearest, query + i, row, rows, products, i * rows);
                }
                query += some;
            }
            row += rows;
        }
        return nearest;
    }

    private void offer(Nearest nearest, long query, long row, int rows, float[] products, int at) {
        int from = (int) Math.max(0, window.first(query) - row);
        int to = (int) Math.min(rows, query - row);
        nearest.offer((int) (query - firstQuery), row, products, at, from, to);
    }

    /** How many rows from one on lie one behind the other in the ring. */
    private int adjoining(long row, long to, int most) {
        return (int) Math.min(Math.min(most, to - row), window.slots() - row % window.slots());
    }
}
