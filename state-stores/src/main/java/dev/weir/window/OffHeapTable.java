package dev.weir.window;

import java.nio.ByteBuffer;

/**
 * A table's records in direct memory, in the order in which they were put.
 *
 * <p>A record has 32 bytes: the fingerprint (two longs), the milliseconds after the segment's start and the partition (two
 * ints, in one long), the offset. A removed record stays, with {@value #REMOVED} as its third long.
 */
final class OffHeapTable implements SightingTable {

    private static final int RECORD_SHIFT = 5;
    private static final int LOW = 8;
    private static final int TIME_AND_PARTITION = 16;
    private static final int OFFSET = 24;
    private static final long REMOVED = -1;
    private static final int RECORDS_PER_CHUNK = OffHeapEngine.CHUNK_BYTES >> RECORD_SHIFT;

    private final OffHeapTables tables;
    private final int id;
    private final Chunks chunks;
    private int records;
    private int live;
    /** The first record that counts as new. */
    private int firstNew;

    OffHeapTable(OffHeapTables tables, OffHeapEngine memory, int id) {
        this.tables = tables;
        this.id = id;
        this.chunks = new Chunks(memory);
    }

    int id() {
        return id;
    }

    @Override
    public boolean put(long high, long low, int afterStartMs, int partition, long offset) {
        if (id < 0 || records == OffHeapIndex.MAX_RECORDS) {
            return false;
        }
        try {
            if (records == chunks.count() * RECORDS_PER_CHUNK) {
                chunks.add();
            }
            if (!tables.index().add(high, low, id, records)) {
                return false;
            }
        } catch (OutOfMemoryError e) {
            return false; // of direct memory: nothing was changed that does not hold together
        }
        ByteBuffer chunk = chunk(records);
        int at = position(records);
        chunk.putLong(at, high);
        chunk.putLong(at + LOW, low);
        chunk.putLong(at + TIME_AND_PARTITION, (long) afterStartMs << 32 | (partition & 0xFFFF_FFFFL));
        chunk.putLong(at + OFFSET, offset);
        records++;
        live++;
        return true;
    }

    @Override
    public boolean remove(long high, long low) {
        int record = tables.index().remove(high, low, id);
        if (record < 0) {
            return false;
        }
        forget(record);
        return true;
    }

    /** Removes a record that the index does not know any more. */
    void forget(int record) {
        chunk(record).putLong(position(record) + TIME_AND_PARTITION, REMOVED);
        live--;
    }

    @Override
    public void retire() {
        tables.retire(this);
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
            if (chunk(record).getLong(position(record) + TIME_AND_PARTITION) >= 0) {
                fill(sighting, record);
                visitor.visit(sighting);
                visited++;
            }
        }
        return record < records ? record : END;
    }

    @Override
    public void visitNew(Visitor visitor) {
        visit(firstNew, records - firstNew, visitor);
        firstNew = records;
    }

    @Override
    public void skipNew() {
        firstNew = records;
    }

    boolean isOf(int record, long high, long low) {
        ByteBuffer chunk = chunk(record);
        int at = position(record);
        return chunk.getLong(at) == high && chunk.getLong(at + LOW) == low;
    }

    void fill(Sighting into, int record) {
        ByteBuffer chunk = chunk(record);
        int at = position(record);
        long timeAndPartition = chunk.getLong(at + TIME_AND_PARTITION);
        into.fill(
                chunk.getLong(at),
                chunk.getLong(at + LOW),
                (int) (timeAndPartition >>> 32),
                (int) timeAndPartition,
                chunk.getLong(at + OFFSET));
    }

    long bytes() {
        return chunks.bytes();
    }

    @Override
    public void close() {
        tables.close(this);
        chunks.giveBackAll();
        records = 0;
        live = 0;
    }

    private ByteBuffer chunk(int record) {
        return chunks.get(record / RECORDS_PER_CHUNK);
    }

    private static int position(int record) {
        return record % RECORDS_PER_CHUNK << RECORD_SHIFT;
    }
}
