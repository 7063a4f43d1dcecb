package dev.weir.similar;

/**
 * What the configuration says about a {@link FindSimilar}.
 *
 * @param vector where records have their vectors
 * @param dimensions how many numbers a vector has; 0 for as many as the first one has
 * @param window with how many earlier vectors a new one is compared, from 1
 * @param top how many neighbours are told of, from 1 to {@value #MAX_TOP}
 * @param similarity the least cosine of a neighbour
 * @param onSimilar what is done about a record that has one
 */
public record SimilarOptions(
        VectorPlace vector, int dimensions, int window, int top, double similarity, OnSimilar onSimilar) {

    static final int MAX_TOP = 32;
}
