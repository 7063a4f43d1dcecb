package dev.weir.batch;

/**
 * The last vectors of a stream, each of length 1, in a ring: what new ones are compared with. Rows are numbered from 0 in
 * the order in which they were added, and keep their numbers; only the last ones are still there. Belongs to one thread;
 * an engine that keeps a copy on a device looks up by the row numbers what it lacks.
 */
public final class VectorWindow {

    private final int dimensions;
    private final int capacity;
    private final float[] ring;
    private long end;

    /**
     * @param dimensions how many numbers a vector has, from 1
     * @param capacity how many vectors are remembered, from 1
     * @throws IllegalArgumentException if there were more than 2^31 - 1 numbers in all
     */
    public VectorWindow(int dimensions, int capacity) {
        if (dimensions < 1 || capacity < 1 || capacity > Integer.MAX_VALUE / dimensions) {
            throw new IllegalArgumentException(
                    capacity + " vectors of " + dimensions + " numbers are not from 1 to 2^31 - 1 numbers");
        }
        this.dimensions = dimensions;
        this.capacity = capacity;
        this.ring = new float[dimensions * capacity];
    }

    /** How many numbers a vector has. */
    public int dimensions() {
        return dimensions;
    }

    /** How many vectors are remembered at most. */
    public int capacity() {
        return capacity;
    }

    /** The number of the first row that is still there. */
    public long start() {
        return Math.max(0, end - capacity);
    }

    /** The number behind that of the last row. */
    public long end() {
        return end;
    }

    /** The rows, one behind the other; row n begins at {@code n % capacity * dimensions}. Not to be written to. */
    public float[] ring() {
        return ring;
    }

    /**
     * Adds a vector, scaled to length 1; the oldest one gives way.
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
        int row = (int) (end % capacity) * dimensions;
        for (int i = 0; i < dimensions; i++) {
            ring[row + i] = (float) (vector[offset + i] / length);
        }
        return end++;
    }
}
