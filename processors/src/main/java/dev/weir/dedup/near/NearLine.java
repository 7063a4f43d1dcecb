package dev.weir.dedup.near;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.ByteBuffer;

/** A line that stands for those that are like it. */
final class NearLine {

    /** Changes with the layout, and with what hashes, words and signatures are. */
    static final int VERSION = 1;

    final NearDuplicates.Kind kind;
    /** What has to be equal in all of them. */
    final long guard;
    /** Hashes of its words in their order. */
    final int[] words;
    /** Those of its signature; none if it is too short to be like another. */
    final long[] bands;
    /** When the window began in which it was taken note of last. */
    long sinceMs;
    /** Its place among the lines of that window. */
    int place;

    NearLine(NearDuplicates.Kind kind, long guard, int[] words, long[] bands) {
        this.kind = kind;
        this.guard = guard;
        this.words = words;
        this.bands = bands;
    }

    byte[] save(StateWriter writer) {
        writer.clear();
        writer.writeByte(VERSION);
        writer.writeLong(sinceMs);
        writer.writeInt(place);
        writer.writeInt(bands.length);
        ByteBuffer hashes = ByteBuffer.allocate(Long.BYTES * (1 + bands.length) + Integer.BYTES * words.length);
        hashes.putLong(guard);
        for (long band : bands) {
            hashes.putLong(band);
        }
        for (int word : words) {
            hashes.putInt(word);
        }
        writer.writeBytes(hashes.array());
        return writer.toByteArray();
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws MalformedStateException if that was of another version, or is damaged
     */
    static NearLine restore(NearDuplicates.Kind kind, byte[] value) {
        StateReader reader = new StateReader(value);
        int version = reader.readByte();
        if (version != VERSION) {
            throw new MalformedStateException("a near line has version " + version + ", not " + VERSION);
        }
        long sinceMs = reader.readLong();
        int place = reader.readInt();
        int bandCount = reader.readInt();
        ByteBuffer hashes = ByteBuffer.wrap(reader.readBytes());
        long wordBytes = hashes.remaining() - Long.BYTES * (1L + bandCount);
        if (bandCount < 0 || wordBytes < 0 || wordBytes % Integer.BYTES != 0 || !reader.atEnd()) {
            throw new MalformedStateException("a near line of " + bandCount + " bands has " + value.length + " bytes");
        }
        long guard = hashes.getLong();
        long[] bands = new long[bandCount];
        for (int i = 0; i < bandCount; i++) {
            bands[i] = hashes.getLong();
        }
        int[] words = new int[hashes.remaining() / Integer.BYTES];
        hashes.asIntBuffer().get(words);
        NearLine line = new NearLine(kind, guard, words, bands);
        line.sinceMs = sinceMs;
        line.place = place;
        return line;
    }
}
