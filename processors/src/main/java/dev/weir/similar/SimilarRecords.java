package dev.weir.similar;

import dev.weir.batch.Engine;
import dev.weir.batch.Neighbours;
import dev.weir.batch.Router;
import dev.weir.batch.VectorWindow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last vectors of a task, and which of them a new one is like.
 *
 * <p>What is known to come may be told of ahead ({@link #expect}): then those vectors are searched for together. What is
 * found does not depend on that: where other records come than were expected, what was worked out for them is forgotten.
 * Belongs to one thread. Memory: the numbers of the window, 4 bytes each, and some 40 bytes for each vector of it.
 */
public final class SimilarRecords {

    /** So many vectors are searched for together: enough for a card to be fast, little beside a window. */
    private static final int MAX_TOGETHER = 1_024;

    /** So many records are waited for at most. */
    private static final int MAX_EXPECTED = 1 << 14;

    /** More than asked for are looked at: engines may differ in the last digits, and so in the order of near ones. */
    private static final int MORE = 8;

    /** A record that may come, and what it is like as soon as that is worked out. */
    private static final class Expected {
        final Position position;
        final float[] vector;
        List<Neighbour> neighbours = List.of();

        Expected(Position position, float[] vector) {
            this.position = position;
            this.vector = vector;
        }

        boolean is(Position other, float[] otherVector) {
            return position.equals(other) && Arrays.equals(vector, otherVector);
        }
    }

    /** A row that is near enough. */
    private record Near(long row, double cosine) {}

    private final SimilarOptions options;
    private final Router router;
    private final int together;
    private final Position[] positions;
    private final ArrayDeque<Expected> expected = new ArrayDeque<>();
    /** How many of the expected records are in the window already. */
    private int workedOut;

    /** Null before the first vector, unless the options say what it is like. */
    private @Nullable VectorWindow window;

    private final Map<String, Long> lastOffsets = new HashMap<>();

    /**
     * @param options what to find
     * @param router finds it
     * @param expects whether records are told of ahead, for which there has to be room
     */
    public SimilarRecords(SimilarOptions options, Router router, boolean expects) {
        this.options = options;
        this.router = router;
        this.together = expects ? MAX_TOGETHER : 1;
        this.positions = new Position[options.window() + together];
    }

    /**
     * What is wrong with a vector here.
     *
     * @return null if it can be compared
     */
    public Reading.@Nullable Mistake mistake(float[] vector) {
        int dimensions = window == null ? options.dimensions() : window.dimensions();
        return dimensions == 0 || dimensions == vector.length
                ? null
                : new Reading.Mistake(
                        Reading.Kind.DIMENSIONS,
                        "the vector has " + vector.length + " numbers, and those it is compared with have "
                                + dimensions);
    }

    /** Takes note of a record that will probably come, after those that were told of before. */
    public void expect(Position position, float[] vector) {
        if (expected.size() < MAX_EXPECTED) {
            expected.add(new Expected(position, vector));
        }
    }

    /**
     * Finds the earlier records that a record is like, and remembers it. One that was here before is not remembered again,
     * and not like itself.
     *
     * @param vector of which there is no {@link #mistake}
     * @return the most similar first, of equally similar ones the oldest; at most as many as the options say
     */
    public List<Neighbour> find(Position position, float[] vector) {
        VectorWindow rows = window == null ? new VectorWindow(vector.length, options.window(), together) : window;
        window = rows;
        Long last = lastOffsets.get(position.topic());
        if (last != null && position.offset() <= last) {
            return findAgain(rows, new Expected(position, vector));
        }
        Expected next = expected.peek();
        if (workedOut == 0 || next == null || !next.is(position, vector)) {
            forgetWorkedOut(rows);
            while (next != null && !next.is(position, vector)) {
                expected.remove();
                next = expected.peek();
            }
            if (next == null) {
                expected.add(new Expected(position, vector));
            }
            workOut(rows);
        }
        workedOut--;
        lastOffsets.put(position.topic(), position.offset());
        return expected.remove().neighbours;
    }

    private List<Neighbour> findAgain(VectorWindow rows, Expected record) {
        forgetWorkedOut(rows);
        long row = add(rows, record);
        List<Neighbour> neighbours = neighbours(rows, row, nearest(rows, row), 0);
        rows.truncate(row);
        return neighbours;
    }

    private void forgetWorkedOut(VectorWindow rows) {
        rows.truncate(rows.end() - workedOut);
        workedOut = 0;
    }

    /** Searches for the next records that are expected; for one at least. */
    private void workOut(VectorWindow rows) {
        long first = rows.end();
        Map<String, Long> latest = new HashMap<>(lastOffsets);
        for (Iterator<Expected> all = expected.iterator(); all.hasNext() && workedOut < together; ) {
            Expected record = all.next();
            Position position = record.position;
            if (record.vector.length != rows.dimensions()) {
                if (workedOut == 0) {
                    throw new IllegalArgumentException("the record " + position + " cannot be compared");
                }
                all.remove(); // nobody will ask for it
                continue;
            }
            Long before = latest.put(position.topic(), position.offset());
            if (before != null && before >= position.offset()) {
                break;
            }
            add(rows, record);
            workedOut++;
        }
        Neighbours found = nearest(rows, first);
        int query = 0;
        for (Iterator<Expected> all = expected.iterator(); query < workedOut; query++) {
            all.next().neighbours = neighbours(rows, first + query, found, query);
        }
    }

    private long add(VectorWindow rows, Expected record) {
        long row = rows.add(record.vector, 0);
        positions[(int) (row % positions.length)] = record.position;
        return row;
    }

    private Neighbours nearest(VectorWindow rows, long first) {
        float least = (float) options.similarity() - 2 * Engine.SCORE_TOLERANCE;
        return router.nearest(rows, first, options.top() + MORE, least);
    }

    /** Of what an engine found near a row, what is near enough, by cosines that do not depend on the engine. */
    private List<Neighbour> neighbours(VectorWindow rows, long row, Neighbours found, int query) {
        Position own = at(row);
        List<Near> near = new ArrayList<>();
        for (int i = query * found.k(); i < (query + 1) * found.k() && found.rows()[i] >= 0; i++) {
            double cosine = cosine(rows, row, found.rows()[i]);
            if (cosine >= options.similarity() && !at(found.rows()[i]).equals(own)) {
                near.add(new Near(found.rows()[i], cosine));
            }
        }
        near.sort(Comparator.comparingDouble(Near::cosine).reversed().thenComparingLong(Near::row));
        return near.stream()
                .limit(options.top())
                .map(each -> new Neighbour(at(each.row), each.cosine))
                .toList();
    }

    private Position at(long row) {
        return positions[(int) (row % positions.length)];
    }

    private static double cosine(VectorWindow rows, long one, long other) {
        float[] ring = rows.ring();
        int first = rows.index(one);
        int second = rows.index(other);
        double sum = 0;
        for (int i = 0; i < rows.dimensions(); i++) {
            sum += (double) ring[first + i] * ring[second + i];
        }
        return Math.min(1, sum);
    }
}
