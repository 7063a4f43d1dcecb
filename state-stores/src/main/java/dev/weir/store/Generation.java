package dev.weir.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * One map on one file. A file has the shape it was made with for good; a {@link GrowingMap} makes another when it fills.
 *
 * @param file where the map is
 * @param shape what it was made for
 * @param map the map, open
 * @param growAt the map is worth replacing when it has fewer extensions left than this
 */
record Generation(Path file, MapShape shape, ChronicleMap<byte[], byte[]> map, int growAt) {

    /**
     * How often a map may double beyond its shape. Each extension makes lookups slower, so a map is replaced after the first;
     * the others are there for segments that fill before their neighbours, and for a disk that has no room for a new map.
     */
    private static final int MAX_BLOAT = 4;

    /**
     * Values change their size. Chronicle's eight chunks an entry of the average size make it look for a new place at nearly
     * every write, among many small gaps; with two it takes half the time, and a third more space but no extension.
     */
    private static final int COARSE_VALUE_BYTES = 256;

    private static final int MAX_CHUNK_BYTES = 4 << 10;

    /**
     * Makes or opens a map. Nothing but this process may have the file open.
     *
     * @throws IOException if there is no room for it, or if the file is none that Chronicle can read
     */
    static Generation open(Path file, MapShape shape) throws IOException {
        quiet("chronicle.analytics.disable");
        quiet("chronicle.announcer.disable");
        ChronicleMapBuilder<byte[], byte[]> builder = ChronicleMapBuilder.of(byte[].class, byte[].class)
                .name(file.getFileName().toString())
                .entries(shape.entries())
                .averageKeySize(shape.keyBytes())
                .averageValueSize(shape.valueBytes())
                .maxBloatFactor(MAX_BLOAT)
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .checksumEntries(false)
                .skipCloseOnExitHook(true);
        if (shape.valueBytes() >= COARSE_VALUE_BYTES) {
            builder.actualChunkSize(Math.min(MAX_CHUNK_BYTES, Integer.highestOneBit(shape.valueBytes() / 2)));
        }
        ChronicleMap<byte[], byte[]> map = builder.createPersistedTo(file.toFile());
        return new Generation(file, shape, map, (MAX_BLOAT - 1) * map.segments());
    }

    /** Chronicle reports each start to the network and to the log unless it is told not to, before its first use. */
    private static void quiet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    boolean isFilling() {
        return map.remainingAutoResizes() < growAt;
    }

    void delete() throws IOException {
        map.close();
        Files.deleteIfExists(file);
    }
}
