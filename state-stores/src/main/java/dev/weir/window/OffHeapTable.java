package dev.weir.window;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table in direct memory that grows without ever being copied.
 *
 * <p><b>Records</b> of 32 bytes follow each other in the order in which they were put: the fingerprint (two longs), the
 * milliseconds after the segment's start and the partition (two ints, in one long), the offset. A removed record stays,
 * with {@value #REMOVED} as its third long.
 *
 * <p>The <b>index</b> finds them: extendible hashing (R. Fagin et al., ACM TODS 4(3), 1979). The upper bits of a hash
 * choose, by a directory, a shard of 4,096 slots; further bits choose a slot, and the next free one is taken. A slot holds
 * 37 bits of the hash and the record's number plus one in 27 bits, or zero, or {@value #DELETED}. A shard that is seven
 * eighths full is split in two by the next bit of its hashes, which the slots hold themselves: 32 KiB are moved at a
 * time, whatever the size of the table.
 *
 * <p>Memory: 32 bytes a record and 9 to 18 for its slot, 14 on average. A look-up of what is not there mostly touches one
 * cache line, of what is there two.
 */
final class OffHeapTable implements SightingTable {

    private static final int RECORD_SHIFT = 5;
    private static final int LOW = 8;
    private static final int TIME_AND_PARTITION = 16;
    private static final int OFFSET = 24;
    private static final long REMOVED = -1;
    private static final int RECORDS_PER_CHUNK = OffHeapEngine.CHUNK_BYTES >> RECORD_SHIFT;

    private static final int SLOT_SHIFT = 3;
    private static final int SLOTS = 4096;
    private static final int SHARD_BYTES = SLOTS << SLOT_SHIFT;
    private static final int SHARDS_PER_CHUNK = OffHeapEngine.CHUNK_BYTES / SHARD_BYTES;
    private static final int MOST_SLOTS_USED = SLOTS / 8 * 7;
    private static final int MAX_DEPTH = 25;

    private static final int NUMBER_BITS = 27;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
    private static final long DELETED = -1;
    private static final int MAX_RECORDS = (int) NUMBER_MASK - 1;

    private final OffHeapEngine memory;
    private @Nullable ByteBuffer[] recordChunks = new ByteBuffer[4];
    private int recordChunkCount;
    private int records;
    private int live;

    private @Nullable ByteBuffer[] shardChunks = new ByteBuffer[2];
    private int shards;
    private int[] directory = {0};
    private int depth;
    private byte[] shardDepth = new byte[2 * SHARDS_PER_CHUNK];
    /** Slots that are not zero. */
    private int[] used = new int[2 * SHARDS_PER_CHUNK];

    OffHeapTable(OffHeapEngine memory) {
        this.memory = memory;
    }

    @Override
    public boolean put(long high, long low, int afterStartMs, int partition, long offset) {
        if (records == MAX_RECORDS) {
            return false;
        }
        long hash = hash(high, low);
        try {
            if (shards == 0) {
                addShard(0);
            }
            while (used[shardOf(hash)] >= MOST_SLOTS_USED) {
                if (!makeRoom(hash)) {
                    return false;
                }
            }
            if (records == recordChunkCount * RECORDS_PER_CHUNK) {
                addRecordChunk();
            }
        } catch (OutOfMemoryError e) {
            return false; // of direct memory: nothing was changed that does not hold together
        }
        ByteBuffer chunk = recordChunk(records);
        int at = position(records);
        chunk.putLong(at, high);
        chunk.putLong(at + LOW, low);
        chunk.putLong(at + TIME_AND_PARTITION, (long) afterStartMs << 32 | (partition & 0xFFFF_FFFFL));
        chunk.putLong(at + OFFSET, offset);
        insert(shardOf(hash), (hash & ~NUMBER_MASK) | ++records);
        live++;
        return true;
    }

    @Override
    public boolean find(long high, long low, Sighting into) {
        long place = place(high, low);
        if (place < 0) {
            return false;
        }
        fill(into, number(word(place)));
        return true;
    }

    @Override
    public boolean remove(long high, long low) {
        long place = place(high, low);
        if (place < 0) {
            return false;
        }
        int record = number(word(place));
        recordChunk(record).putLong(position(record) + TIME_AND_PARTITION, REMOVED);
        int shard = (int) (place / SLOTS);
        shardChunk(shard).putLong(slotPosition(shard, (int) (place % SLOTS)), DELETED);
        live--;
        return true;
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public long visit(long from, int atLeast, Visitor visitor) {
        Sighting sighting = new Sighting();
        int record = Math.toIntExact(from);
        for (int visited = 0; record < records && visited < atLeast; record++) {
            if (recordChunk(record).getLong(position(record) + TIME_AND_PARTITION) >= 0) {
                fill(sighting, record);
                visitor.visit(sighting);
                visited++;
            }
        }
        return record < records ? record : END;
    }

    @Override
    public long bytes() {
        int chunks = recordChunkCount + (shards + SHARDS_PER_CHUNK - 1) / SHARDS_PER_CHUNK;
        return (long) chunks * OffHeapEngine.CHUNK_BYTES + 4L * directory.length + 5L * used.length;
    }

    @Override
    public void close() {
        for (int i = 0; i < recordChunkCount; i++) {
            giveBack(recordChunks, i);
        }
        for (int i = 0; i * SHARDS_PER_CHUNK < shards; i++) {
            giveBack(shardChunks, i);
        }
        records = 0;
        live = 0;
        recordChunkCount = 0;
        shards = 0;
    }

    private void giveBack(@Nullable ByteBuffer[] chunks, int index) {
        memory.giveBack(at(chunks, index));
        chunks[index] = null;
    }

    /** The shard and slot of a fingerprint, as one number; or -1. */
    private long place(long high, long low) {
        if (shards == 0) {
            return -1;
        }
        long hash = hash(high, low);
        int shard = shardOf(hash);
        ByteBuffer chunk = shardChunk(shard);
        int slot = firstSlot(hash);
        for (long word = chunk.getLong(slotPosition(shard, slot)); word != 0; ) {
            if ((word ^ hash) >>> NUMBER_BITS == 0 && word != DELETED) {
                int record = number(word);
                ByteBuffer recordChunk = recordChunk(record);
                int at = position(record);
                if (recordChunk.getLong(at) == high && recordChunk.getLong(at + LOW) == low) {
                    return (long) shard * SLOTS + slot;
                }
            }
            slot = (slot + 1) & (SLOTS - 1);
            word = chunk.getLong(slotPosition(shard, slot));
        }
        return -1;
    }

    private long word(long place) {
        int shard = (int) (place / SLOTS);
        return shardChunk(shard).getLong(slotPosition(shard, (int) (place % SLOTS)));
    }

    private void insert(int shard, long word) {
        ByteBuffer chunk = shardChunk(shard);
        int slot = firstSlot(word);
        while (chunk.getLong(slotPosition(shard, slot)) != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        chunk.putLong(slotPosition(shard, slot), word);
        used[shard]++;
    }

    /** Rebuilds the shard of a hash without what was deleted, and as two if it is still more than half full. */
    private boolean makeRoom(long hash) {
        int shard = shardOf(hash);
        long[] words = new long[SLOTS];
        int count = 0;
        ByteBuffer chunk = shardChunk(shard);
        for (int slot = 0; slot < SLOTS; slot++) {
            long word = chunk.getLong(slotPosition(shard, slot));
            if (word != 0 && word != DELETED) {
                words[count++] = word;
            }
        }
        int second = shard;
        int newDepth = shardDepth[shard] + 1;
        if (count > MOST_SLOTS_USED / 2) {
            if (newDepth > MAX_DEPTH) {
                return false;
            }
            second = addShard(newDepth);
            if (newDepth > depth) {
                doubleDirectory();
            }
            shardDepth[shard] = (byte) newDepth;
            int width = 1 << (depth - newDepth);
            int from = (int) (hash >>> (64 - newDepth) | 1) << (depth - newDepth);
            Arrays.fill(directory, from, from + width, second);
        }
        clear(shard);
        for (int i = 0; i < count; i++) {
            boolean upper = second != shard && (words[i] >>> (64 - newDepth) & 1) != 0;
            insert(upper ? second : shard, words[i]);
        }
        return true;
    }

    private void doubleDirectory() {
        int[] doubled = new int[directory.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = directory[i >> 1];
        }
        directory = doubled;
        depth++;
    }

    private int addShard(int newDepth) {
        int shard = shards;
        int chunk = shard / SHARDS_PER_CHUNK;
        if (shard % SHARDS_PER_CHUNK == 0) {
            if (chunk == shardChunks.length) {
                shardChunks = Arrays.copyOf(shardChunks, chunk * 2);
                shardDepth = Arrays.copyOf(shardDepth, shard * 2);
                used = Arrays.copyOf(used, shard * 2);
            }
            shardChunks[chunk] = memory.take();
        }
        shards++;
        shardDepth[shard] = (byte) newDepth;
        clear(shard);
        return shard;
    }

    private void addRecordChunk() {
        if (recordChunkCount == recordChunks.length) {
            recordChunks = Arrays.copyOf(recordChunks, recordChunkCount * 2);
        }
        recordChunks[recordChunkCount] = memory.take();
        recordChunkCount++;
    }

    private void clear(int shard) {
        ByteBuffer chunk = shardChunk(shard);
        for (int slot = 0; slot < SLOTS; slot++) {
            chunk.putLong(slotPosition(shard, slot), 0);
        }
        used[shard] = 0;
    }

    private void fill(Sighting into, int record) {
        ByteBuffer chunk = recordChunk(record);
        int at = position(record);
        long timeAndPartition = chunk.getLong(at + TIME_AND_PARTITION);
        into.fill(
                chunk.getLong(at),
                chunk.getLong(at + LOW),
                (int) (timeAndPartition >>> 32),
                (int) timeAndPartition,
                chunk.getLong(at + OFFSET));
    }

    private int shardOf(long hash) {
        return directory[(int) (hash >>> 1 >>> (63 - depth))];
    }

    /** The 12 bits above a record's number: the directory uses at most the 25 above those. */
    private static int firstSlot(long hash) {
        return (int) (hash >>> NUMBER_BITS) & (SLOTS - 1);
    }

    private static int number(long word) {
        return (int) (word & NUMBER_MASK) - 1;
    }

    private static int slotPosition(int shard, int slot) {
        return shard % SHARDS_PER_CHUNK * SHARD_BYTES + (slot << SLOT_SHIFT);
    }

    private static int position(int record) {
        return record % RECORDS_PER_CHUNK << RECORD_SHIFT;
    }

    private ByteBuffer recordChunk(int record) {
        return at(recordChunks, record / RECORDS_PER_CHUNK);
    }

    private ByteBuffer shardChunk(int shard) {
        return at(shardChunks, shard / SHARDS_PER_CHUNK);
    }

    private static ByteBuffer at(@Nullable ByteBuffer[] chunks, int index) {
        ByteBuffer chunk = chunks[index];
        if (chunk == null) {
            throw new IllegalStateException("the table is closed");
        }
        return chunk;
    }

    /** Fingerprints are uniform already; the multiplications are for those that are not (MurmurHash3's finaliser). */
    private static long hash(long high, long low) {
        long hash = low ^ Long.rotateLeft(high, 32);
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
