package dev.weir.batch;

/**
 * SimHash signatures of 64 bits, in bands: bit i is set if more elements have bit i of their hash set than not. Messages
 * whose signatures differ in fewer bits than there are bands share at least one band. The lowest bits are the first band;
 * its key is {@link ElementHash#bandKey(long, long)} of them, shifted down, unsigned. An empty message has no bit set.
 *
 * @param elements what a message is a set of; here each element counts as often as it comes
 * @param bands into how many bands the 64 bits are cut: 1, 2, 4, 8 or 16
 * @see <a href="https://doi.org/10.1145/509907.509965">Charikar: Similarity estimation techniques from rounding
 *     algorithms</a>
 */
public record SimHash(Elements elements, int bands) implements Stage<Bands> {

    /** @throws IllegalArgumentException if the bits cannot be cut so */
    public SimHash {
        if (bands < 1 || bands > 16 || Integer.bitCount(bands) != 1) {
            throw new IllegalArgumentException("64 bits are cut into 1, 2, 4, 8 or 16 bands and not into " + bands);
        }
    }

    @Override
    public String label() {
        return "sim-hash";
    }
}
