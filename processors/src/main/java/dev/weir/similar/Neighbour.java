package dev.weir.similar;

/**
 * An earlier record that one is like.
 *
 * @param position where it stands
 * @param cosine of the angle between the two vectors, from -1 to 1
 */
public record Neighbour(Position position, double cosine) {

    private static final double DIGITS = 1e4;

    /** The cosine as it is told of, with four digits. */
    public double rounded() {
        return Math.round(cosine * DIGITS) / DIGITS;
    }
}
