package dev.weir.batch;

/**
 * The last vectors of a stream, each of length 1, in a ring: what new ones are compared with. Rows are numbered from 0 in
 * the order in which they were added, and keep their numbers. A row is compared with a fixed number of rows before it,
 * however many were added since; so there is room for some more than those. Belongs to one thread; an engine that keeps a
 * copy on a device looks up by {@link #version} what it lacks.
 */
public final class VectorWindow {

    private final int dimensions;
    private final int reach;
    private final int slots;
    private final float[] ring;
    private long end;
    private long version;

    /**
     * @param dimensions how many numbers a vector has, from 1
     * @param reach with how many rows before it a row is compared, from 1
     * @param ahead how many rows may be added before they are compared, from 1
     * @throws IllegalArgumentException if there were more than 2^31 - 1 numbers in all
     */
    public VectorWindow(int dimensions, int reach, int ahead) {
        long rows = (long) reach + ahead;
        if (dimensions < 1 || reach < 1 || ahead < 1 || rows > Integer.MAX_VALUE / dimensions) {
            throw new IllegalArgumentException(
                    rows + " vectors of " + dimensions + " numbers are not from 1 to 2^31 - 1 numbers");
        }
        this.dimensions = dimensions;
        this.reach = reach;
        this.slots = (int) rows;
        this.ring = new float[dimensions * slots];
    }

    /** How many numbers a vector has. */
    public int dimensions() {
        return dimensions;
    }

    /** How many rows there is room for. */
    public int slots() {
        return slots;
    }

    /** With how many rows before it a row is compared at most. */
    public int reach() {
        return reach;
    }

    /** The number of the first row that a row is compared with; the last one is that before it. */
    public long first(long row) {
        return Math.max(0, row - reach);
    }

    /** The number of the first row that is still there. */
    public long start() {
        return Math.max(0, end - slots);
    }

    /** The number behind that of the last row. */
    public long end() {
        return end;
    }

    /** Changes whenever rows that were there were taken back: a copy of the rows from then on is of no use any more. */
    public long version() {
        return version;
    }

    /** The rows; row n begins at {@link #index}. Not to be written to. */
    public float[] ring() {
        return ring;
    }

    /** Where a row begins in {@link #ring}. */
    public int index(long row) {
        return (int) (row % slots) * dimensions;
    }

    /**
     * Adds a vector, scaled to length 1; where there is no room, the oldest one gives way.
     *
     * @param vector holds the numbers
     * @param offset the index of the first
     * @return the row's number
     * @throws IllegalArgumentException if the vector has no direction: all zeros, or not finite
     */
    public long add(float[] vector, int offset) {
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            squares += (double) vector[offset + i] * vector[offset + i];
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a vector of length " + length + " has no direction");
        }
        int at = index(end);
        for (int i = 0; i < dimensions; i++) {
            ring[at + i] = (float) (vector[offset + i] / length);
        }
        return end++;
    }

    /**
     * Takes the last rows back, as far as nothing had to give way to them that will be looked at.
     *
     * @param newEnd the number behind that of the row that becomes the last
     * @throws IllegalArgumentException if there were no such row, or more rows were added since than there is room for
     */
    public void truncate(long newEnd) {
        if (newEnd < 0 || newEnd > end || end - newEnd > slots - reach) {
            throw new IllegalArgumentException("rows from " + newEnd + " on cannot be taken back at " + end);
        }
        if (newEnd < end) {
            end = newEnd;
            version++;
        }
    }
}
