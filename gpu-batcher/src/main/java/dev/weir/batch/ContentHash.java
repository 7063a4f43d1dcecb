package dev.weir.batch;

/**
 * The XXH3 hash, of 128 bits and with seed 0, of each message's bytes.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash's specification</a>
 */
public record ContentHash() implements Stage<Hashes> {

    @Override
    public String label() {
        return "content-hash";
    }
}
