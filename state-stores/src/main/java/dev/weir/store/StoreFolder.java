package dev.weir.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.query.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one store, which one process has at a time.
 *
 * <p>The maps' files are worth something only together with the file {@value #CLEAN}, the {@link StoreManifest} of an orderly
 * close. It is taken away when the store opens, so that after a crash it is missing: then, or if anything is not as it says,
 * the folder is emptied and the store restored from its changelog. Files of a crash may hold half-made changes and locks that
 * nobody releases.
 */
final class StoreFolder implements AutoCloseable {

    static final String CLEAN = "CLEAN";
    static final String LOCK = "LOCK";

    private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);

    /**
     * The folders that this process has. A process owns its locks as a whole: it may take one twice, and loses both when it closes
     * either file.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lockChannel;

    private StoreFolder(Path folder, FileChannel lockChannel) {
        this.folder = folder;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes a folder, making it if need be.
     *
     * @throws ProcessorStateException if somebody else has it
     */
    static StoreFolder take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        if (!TAKEN.add(real)) {
            throw inUse(folder, "another store of this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, "process " + readOwner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new StoreFolder(real, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            TAKEN.remove(real);
            throw e;
        }
    }

    private static ProcessorStateException inUse(Path folder, String owner) {
        return new ProcessorStateException("The store in " + folder + " is in use by " + owner
                + ". Two instances cannot share a state directory: give each its own state.dir.");
    }

    private static String readOwner(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    Path path() {
        return folder;
    }

    /**
     * What an orderly close left, if all of it is still as it was; from here on the folder is not in order until {@link
     * #writeManifest}. If it is empty, so is the folder now.
     */
    Optional<StoreManifest> takeManifest() throws IOException {
        Optional<StoreManifest> manifest;
        try {
            manifest = StoreManifest.parse(Files.readString(folder.resolve(CLEAN), StandardCharsets.ISO_8859_1));
            if (manifest.isEmpty() || !isAsWritten(manifest.get())) {
                LOG.warn("What is in {} is damaged or foreign; the store is emptied and restored", folder);
                manifest = Optional.empty();
            }
        } catch (NoSuchFileException e) {
            manifest = Optional.empty();
            if (hasFiles()) {
                LOG.info("The store in {} was not closed in good order; it is emptied and restored", folder);
            }
        }
        if (manifest.isEmpty()) {
            empty();
        }
        Files.deleteIfExists(folder.resolve(CLEAN));
        return manifest;
    }

    private boolean isAsWritten(StoreManifest manifest) throws IOException {
        for (StoreManifest.MapFile file : manifest.files()) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path)
                    || Files.size(path) != file.bytes()
                    || FileChecksum.of(path) != file.checksum()) {
                return false;
            }
        }
        return !manifest.files().isEmpty();
    }

    /** Deletes everything but the lock. */
    void empty() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private boolean hasFiles() throws IOException {
        return !files().isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(LOCK)).toList();
        }
    }

    /** Says that the maps, which are closed now, are in good order. */
    void writeManifest(List<Generation> maps, Map<TopicPartition, Long> offsets, Position position) throws IOException {
        List<StoreManifest.MapFile> files = new ArrayList<>();
        for (Generation map : maps) {
            long bytes = Files.size(map.file());
            if (bytes > FileChecksum.WHOLE_BYTES) {
                // Its checksum would not tell a page that a power cut kept from the disk.
                try (FileChannel channel = FileChannel.open(map.file(), StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            files.add(new StoreManifest.MapFile(
                    map.file().getFileName().toString(), map.shape(), bytes, FileChecksum.of(map.file())));
        }
        Path written = folder.resolve(CLEAN + ".tmp");
        Files.writeString(written, new StoreManifest(files, offsets, position).toText(), StandardCharsets.ISO_8859_1);
        Files.move(written, folder.resolve(CLEAN), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives the folder, and with it the lock, back. */
    @Override
    public void close() throws IOException {
        try {
            lockChannel.close();
        } finally {
            TAKEN.remove(folder);
        }
    }
}
