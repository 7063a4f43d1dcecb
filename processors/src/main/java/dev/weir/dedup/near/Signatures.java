package dev.weir.dedup.near;

/**
 * Turns many texts at once into signatures, of which two alike texts are likely to have a band in common. Implementations
 * may run on the processor or on a device beside it; equal texts get equal signatures from each of them.
 */
public interface Signatures {

    /** How many bands a signature has. */
    int bands();

    /**
     * Signs every text of a batch.
     *
     * @param out takes the bands of the first text, then those of the second, and so on; one number of 64 bits a band
     */
    void sign(WordBatch batch, long[] out);
}
