package dev.weir.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Some messages of a batch, for one thread.
 *
 * @param from the first message
 * @param to the message behind the last
 */
record Part(int from, int to) {

    /** A smaller one is not worth waking a thread for. */
    private static final int LEAST_BYTES = 16 << 10;

    /** Cuts a batch into parts of about as many bytes each, at most a number of them. */
    static List<Part> of(Batch batch, int most) {
        long parts = Math.max(1, Math.min(most, batch.size() / LEAST_BYTES));
        List<Part> cut = new ArrayList<>();
        int from = 0;
        for (long part = 1; part <= parts; part++) {
            int to = from;
            while (to < batch.messages() && (part == parts || batch.end(to) <= batch.size() * part / parts)) {
                to++;
            }
            cut.add(new Part(from, to));
            from = to;
        }
        return cut;
    }
}
