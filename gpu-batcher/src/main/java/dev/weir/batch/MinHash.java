package dev.weir.batch;

/**
 * MinHash signatures of messages, in bands: two messages whose sets have the Jaccard index J share at least one of the bands
 * with a probability of 1 - (1 - J<sup>rows</sup>)<sup>bands</sup>.
 *
 * <p>Component i is the least of {@code a[i] * h + b[i]} modulo 2<sup>32</sup>, unsigned, over the hashes h of the elements;
 * of an empty set it is 2<sup>32</sup> - 1. {@link MinHashParameters} has the numbers. They are multiples of 2<sup>16</sup>,
 * so that sixteen bits of a component are left and twice as many fit into a vector register: of sets of n elements that have
 * none in common, a component agrees by chance with a probability of about n / 2<sup>16</sup>. The first components make the first
 * band, and so on; a band's key is {@link ElementHash#bandKey(long, long)} over them, unsigned.
 *
 * @param elements what a message is a set of
 * @param bands how many bands, from 1
 * @param rows how many components make a band, from 1; {@code bands * rows} is at most {@link #MAX_COMPONENTS}
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder: On the resemblance and containment of documents</a>
 * @see <a href="http://www.mmds.org/">Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3</a>
 */
public record MinHash(Elements elements, int bands, int rows) implements Stage<Bands> {

    /** How many components a signature has at most. */
    public static final int MAX_COMPONENTS = 128;

    /** @throws IllegalArgumentException if there are too few or too many components */
    public MinHash {
        if (bands < 1 || rows < 1 || bands > MAX_COMPONENTS / rows) {
            throw new IllegalArgumentException(
                    bands + " bands of " + rows + " rows are not from 1 to " + MAX_COMPONENTS + " components");
        }
    }

    @Override
    public String label() {
        return "min-hash";
    }
}
