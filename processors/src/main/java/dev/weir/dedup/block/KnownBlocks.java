package dev.weir.dedup.block;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that a channel has had: of each its hash, and a few bits of the hash of its first 1, 2, 4, 8, .. bytes, which
 * tell early that a block is none of them. The last {@value #MAX_BLOCKS} count. Some 50 bytes a block.
 */
final class KnownBlocks {

    static final int MAX_BLOCKS = 256;
    /** A longer block is not remembered, so that no block is held back for longer. */
    static final int MAX_BLOCK_BYTES = 1 << 16;

    private static final int MAX_CHECKPOINTS = 17;

    /** @param offset where in the channel it began */
    record Block(long high, long low, int length, long offset) {}

    private final List<Block> blocks = new ArrayList<>();
    /** Of each block, by the logarithm of their length. */
    private final List<short[]> blockBeginnings = new ArrayList<>();

    private int oldest;

    /** The beginnings of the block at hand. */
    private final short[] beginnings = new short[MAX_CHECKPOINTS];

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * Takes note of how the block at hand begins; to be called whenever it has grown to a power of two.
     *
     * @return how long the longest known block is that begins the same way; 0 if none does
     */
    int longestThatBegins(BlockHash hash) {
        int checkpoint = checkpoint(hash.length());
        if (checkpoint >= MAX_CHECKPOINTS) {
            return 0;
        }
        short brief = hash.brief();
        beginnings[checkpoint] = brief;
        int longest = 0;
        for (int i = 0; i < blocks.size(); i++) {
            short[] own = blockBeginnings.get(i);
            if (blocks.get(i).length > longest && checkpoint < own.length && own[checkpoint] == brief) {
                longest = blocks.get(i).length;
            }
        }
        return longest;
    }

    /** The known block that equals the one at hand. */
    @Nullable
    Block find(BlockHash hash) {
        for (Block block : blocks) {
            if (block.high == hash.high() && block.low == hash.low() && block.length == hash.length()) {
                return block;
            }
        }
        return null;
    }

    /** Remembers the block at hand, which began at an offset. */
    void add(BlockHash hash, long offset) {
        if (hash.length() > MAX_BLOCK_BYTES) {
            return;
        }
        short[] own = Arrays.copyOf(beginnings, checkpoint(hash.length()) + 1);
        Block block = new Block(hash.high(), hash.low(), hash.length(), offset);
        if (blocks.size() < MAX_BLOCKS) {
            blocks.add(block);
            blockBeginnings.add(own);
        } else {
            blocks.set(oldest, block);
            blockBeginnings.set(oldest, own);
            oldest = (oldest + 1) % MAX_BLOCKS;
        }
    }

    private static int checkpoint(int length) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
    }

    /** @param current how long the block at hand is, as far as it is hashed */
    void save(StateWriter state, int current) {
        writeBeginnings(state, beginnings, Math.min(MAX_CHECKPOINTS, current == 0 ? 0 : checkpoint(current) + 1));
        state.writeInt(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            int index = (oldest + i) % blocks.size();
            Block block = blocks.get(index);
            state.writeLong(block.high);
            state.writeLong(block.low);
            state.writeInt(block.length);
            state.writeLong(block.offset);
            writeBeginnings(state, blockBeginnings.get(index), blockBeginnings.get(index).length);
        }
    }

    void restore(StateReader state) {
        short[] current = readBeginnings(state);
        System.arraycopy(current, 0, beginnings, 0, current.length);
        int count = state.readInt();
        if (count < 0 || count > MAX_BLOCKS) {
            throw new MalformedStateException("state has " + count + " blocks where 0 to " + MAX_BLOCKS + " may be");
        }
        for (int i = 0; i < count; i++) {
            blocks.add(new Block(state.readLong(), state.readLong(), state.readInt(), state.readLong()));
            blockBeginnings.add(readBeginnings(state));
        }
    }

    private static void writeBeginnings(StateWriter state, short[] beginnings, int count) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = (byte) (beginnings[i] >>> 8);
            bytes[2 * i + 1] = (byte) beginnings[i];
        }
        state.writeBytes(bytes);
    }

    private static short[] readBeginnings(StateReader state) {
        byte[] bytes = state.readBytes();
        if (bytes.length > 2 * MAX_CHECKPOINTS || bytes.length % 2 != 0) {
            throw new MalformedStateException("state has the beginnings of a block in " + bytes.length + " bytes");
        }
        short[] beginnings = new short[bytes.length / 2];
        for (int i = 0; i < beginnings.length; i++) {
            beginnings[i] = (short) ((bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xFF));
        }
        return beginnings;
    }
}
