package dev.weir.window;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of all tables are, by fingerprint: a hash table in direct memory that grows without ever being copied.
 *
 * <p>Extendible hashing (R. Fagin et al., ACM TODS 4(3), 1979). The upper bits of a hash choose, by a directory, a shard
 * of 4,096 slots; further bits choose a slot, and the next free one is taken. A slot is a long: the upper 29 bits of the
 * hash, the table's number in 11, the record's number plus one in 24; or 0; or {@value #DELETED}. A shard that is five
 * eighths full is rebuilt without what is gone, and split in two by the next bit of its hashes if that does not help: the
 * slots hold what that takes, and 32 KiB are moved at a time, whatever the size of the index.
 *
 * <p>Memory: 13 to 26 bytes a record, 18 on average.
 */
final class OffHeapIndex {

    static final int TABLES = 1 << 11;
    static final int MAX_RECORDS = (1 << 24) - 2;
    /** What {@link #find} returns if there is nothing. */
    static final long NOTHING = 0;

    private static final int RECORD_BITS = 24;
    private static final long RECORD_MASK = (1L << RECORD_BITS) - 1;
    private static final int HASH_SHIFT = 35;
    private static final long HASH_MASK = -1L << HASH_SHIFT;
    private static final long DELETED = -1;

    private static final int SLOT_SHIFT = 3;
    private static final int SLOT_BITS = 12;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int SHARD_BYTES = SLOTS << SLOT_SHIFT;
    private static final int SHARDS_PER_CHUNK = OffHeapEngine.CHUNK_BYTES / SHARD_BYTES;
    private static final int MOST_SLOTS_USED = SLOTS / 8 * 5;
    private static final int MAX_DEPTH = 64 - HASH_SHIFT - SLOT_BITS;

    /** The tables by number; null for those whose records are not to be found. */
    private final @Nullable OffHeapTable[] tables;
    /** Those that are retired, by number; null for others. */
    private final @Nullable OffHeapTable[] retired;

    private final Chunks chunks;
    private int shards;
    private int[] directory = {0};
    private int depth;
    private byte[] shardDepth = new byte[8];
    /** How many slots of each shard are not zero. */
    private int[] used = new int[8];

    OffHeapIndex(OffHeapEngine memory, @Nullable OffHeapTable[] tables, @Nullable OffHeapTable[] retired) {
        this.tables = tables;
        this.retired = retired;
        this.chunks = new Chunks(memory);
    }

    static int table(long word) {
        return (int) (word >>> RECORD_BITS) & (TABLES - 1);
    }

    static int record(long word) {
        return (int) (word & RECORD_MASK) - 1;
    }

    /** The word of a fingerprint, for {@link #table} and {@link #record}; or {@link #NOTHING}. */
    long find(long high, long low) {
        long place = place(tables, high, low);
        return place < 0 ? NOTHING : word(place);
    }

    /**
     * Adds a record.
     *
     * @return false if so many hashes are alike that there is no place for one more
     * @throws OutOfMemoryError if there is no more direct memory; then nothing has changed
     */
    boolean add(long high, long low, int table, int record) {
        long hash = hash(high, low);
        if (shards == 0) {
            addShard(0);
        }
        while (used[shardOf(hash)] >= MOST_SLOTS_USED) {
            if (!makeRoom(hash)) {
                return false;
            }
        }
        supersede(high, low);
        insert(shardOf(hash), (hash & HASH_MASK) | (long) table << RECORD_BITS | (record + 1));
        return true;
    }

    /** Lets a retired table tell no more of a fingerprint: what {@link #add} is about to write to is in reach anyway. */
    private void supersede(long high, long low) {
        long place = place(retired, high, low);
        if (place >= 0) {
            long word = word(place);
            OffHeapTable table = retired[table(word)];
            if (table != null) {
                table.forget(record(word));
            }
            delete(place);
        }
    }

    private void delete(long place) {
        chunk((int) (place >>> SLOT_BITS)).putLong(position(place), DELETED);
    }

    /** Removes the record of a fingerprint and returns its number; -1 if there is none in that table. */
    int remove(long high, long low, int table) {
        long place = place(tables, high, low);
        if (place < 0 || table(word(place)) != table) {
            return -1;
        }
        int record = record(word(place));
        delete(place);
        return record;
    }

    /** Clears one of {@code parts} equal parts of the index of the records of tables that are gone. */
    void clearPart(int part, int parts) {
        for (int shard = part; shard < shards; shard += parts) {
            rebuild(shard, words(shard));
        }
    }

    long bytes() {
        return chunks.bytes() + 4L * directory.length + 5L * used.length;
    }

    void giveBackAll() {
        chunks.giveBackAll();
        shards = 0;
        directory = new int[] {0};
        depth = 0;
    }

    /** The shard and slot of a fingerprint that is in one of some tables, as one number; or -1. */
    private long place(@Nullable OffHeapTable[] among, long high, long low) {
        if (shards == 0) {
            return -1;
        }
        long hash = hash(high, low);
        int shard = shardOf(hash);
        ByteBuffer chunk = chunk(shard);
        int begin = position((long) shard << SLOT_BITS);
        int slot = firstSlot(hash);
        while (true) {
            long word = chunk.getLong(begin + (slot << SLOT_SHIFT));
            if (word == 0) {
                return -1;
            }
            if ((word ^ hash) >>> HASH_SHIFT == 0 && word != DELETED) {
                OffHeapTable table = among[table(word)];
                if (table != null && table.isOf(record(word), high, low)) {
                    return (long) shard << SLOT_BITS | slot;
                }
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }

    private long word(long place) {
        return chunk((int) (place >>> SLOT_BITS)).getLong(position(place));
    }

    private void insert(int shard, long word) {
        ByteBuffer chunk = chunk(shard);
        int begin = position((long) shard << SLOT_BITS);
        int slot = firstSlot(word);
        while (chunk.getLong(begin + (slot << SLOT_SHIFT)) != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        chunk.putLong(begin + (slot << SLOT_SHIFT), word);
        used[shard]++;
    }

    /** Rebuilds the shard of a hash without what is gone, and as two if it is still more than half full. */
    private boolean makeRoom(long hash) {
        int shard = shardOf(hash);
        long[] words = words(shard);
        if (words.length > MOST_SLOTS_USED / 2) {
            int newDepth = shardDepth[shard] + 1;
            if (newDepth > MAX_DEPTH) {
                rebuild(shard, words);
                return words.length < MOST_SLOTS_USED;
            }
            int second = addShard(newDepth);
            if (newDepth > depth) {
                doubleDirectory();
            }
            shardDepth[shard] = (byte) newDepth;
            int width = 1 << (depth - newDepth);
            int from = (int) (hash >>> (64 - newDepth) | 1) << (depth - newDepth);
            Arrays.fill(directory, from, from + width, second);
        }
        rebuild(shard, words);
        return true;
    }

    private boolean isThere(int table) {
        return tables[table] != null || retired[table] != null;
    }

    /** The words of a shard whose records are still there. */
    private long[] words(int shard) {
        ByteBuffer chunk = chunk(shard);
        int begin = position((long) shard << SLOT_BITS);
        long[] words = new long[used[shard]];
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            long word = chunk.getLong(begin + (slot << SLOT_SHIFT));
            if (word != 0 && word != DELETED && isThere(table(word))) {
                words[count++] = word;
            }
        }
        return Arrays.copyOf(words, count);
    }

    private void rebuild(int shard, long[] words) {
        clear(shard);
        for (long word : words) {
            insert(shardOf(word), word);
        }
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
        if (shard % SHARDS_PER_CHUNK == 0) {
            chunks.add();
        }
        if (shard == used.length) {
            shardDepth = Arrays.copyOf(shardDepth, shard * 2);
            used = Arrays.copyOf(used, shard * 2);
        }
        shards++;
        shardDepth[shard] = (byte) newDepth;
        clear(shard);
        return shard;
    }

    private void clear(int shard) {
        ByteBuffer chunk = chunk(shard);
        int begin = position((long) shard << SLOT_BITS);
        for (int slot = 0; slot < SLOTS; slot++) {
            chunk.putLong(begin + (slot << SLOT_SHIFT), 0);
        }
        used[shard] = 0;
    }

    private int shardOf(long hash) {
        return directory[(int) (hash >>> 1 >>> (63 - depth))];
    }

    /** The lowest of the bits that a slot holds: the directory uses those above them. */
    private static int firstSlot(long hash) {
        return (int) (hash >>> HASH_SHIFT) & (SLOTS - 1);
    }

    private ByteBuffer chunk(int shard) {
        return chunks.get(shard / SHARDS_PER_CHUNK);
    }

    private static int position(long place) {
        return (int) (place << SLOT_SHIFT) & (OffHeapEngine.CHUNK_BYTES - 1);
    }

    /** Fingerprints are uniform already; the multiplications are for those that are not (MurmurHash3's finaliser). */
    private static long hash(long high, long low) {
        long hash = low ^ Long.rotateLeft(high, 32);
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
