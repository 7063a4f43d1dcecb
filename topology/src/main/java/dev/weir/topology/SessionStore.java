package dev.weir.topology;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.store.ChronicleStores;
import dev.weir.store.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that keeps the sessions of a pipeline. Results do not depend on it; speed, memory and what a restart takes do.
 *
 * <p>A store that another engine left behind in the state directory knows an older past. It is removed before the pipeline starts
 * ({@link #discardOthers}), so that an engine that comes back later is restored from the changelog rather than from there:
 * streams that ended meanwhile would be taken for open ones if compaction has dropped the marks of their end.
 */
public enum SessionStore {
    /** Off the heap, in files that are mapped into memory; needs a JDK and its flags. */
    CHRONICLE("chronicle") {
        @Override
        KeyValueBytesStoreSupplier supplier(String name) {
            return ChronicleStores.keyValueStore(name, EXPECTED_STREAMS, AVERAGE_BYTES);
        }
    },
    ROCKSDB("rocksdb") {
        @Override
        KeyValueBytesStoreSupplier supplier(String name) {
            return Stores.persistentKeyValueStore(name);
        }
    },
    MEMORY("memory") {
        @Override
        KeyValueBytesStoreSupplier supplier(String name) {
            return Stores.inMemoryKeyValueStore(name);
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    private static final String KAFKA_LOCK = ".lock";

    /** How many streams of one partition are expected to be open at a time, and how big a session is: estimates, no limits. */
    private static final int EXPECTED_STREAMS = 100_000;

    private static final int AVERAGE_BYTES = 2_000;

    /** The folder of a task in which the engine keeps its stores. */
    private final String folder;

    SessionStore(String folder) {
        this.folder = folder;
    }

    /** The word in the configuration. */
    String written() {
        return folder;
    }

    /** A new store's supplier. */
    abstract KeyValueBytesStoreSupplier supplier(String name);

    /**
     * The engine that a pipeline's configuration asks for. Where that leaves it open, it is Chronicle Map if this Java can run it;
     * if not, a log line says why and it is RocksDB.
     *
     * @throws StoreUnavailableException if the configuration insists on Chronicle Map, and this Java cannot run it
     */
    public static SessionStore of(PipelineConfig pipeline) {
        return of(pipeline, JvmFlags::check);
    }

    /** @param check throws {@link IllegalStateException} if Chronicle Map cannot run */
    static SessionStore of(PipelineConfig pipeline, Runnable check) {
        return switch (pipeline.store()) {
            case ROCKSDB -> ROCKSDB;
            case MEMORY -> MEMORY;
            case AUTO, CHRONICLE -> chronicleOrElse(pipeline, check);
        };
    }

    private static SessionStore chronicleOrElse(PipelineConfig pipeline, Runnable check) {
        if (pipeline.kind() != PipelineKind.LLM) {
            // Lines have no sessions.
            return ROCKSDB;
        }
        try {
            check.run();
            return CHRONICLE;
        } catch (IllegalStateException e) {
            return switch (pipeline.store()) {
                case AUTO, ROCKSDB, MEMORY -> {
                    LOG.warn(
                            "Pipeline {} keeps its open streams in RocksDB, with the same results but slower: {} With"
                                    + " 'store: rocksdb' in its configuration this is not said again.",
                            pipeline.name(),
                            e.getMessage());
                    yield ROCKSDB;
                }
                case CHRONICLE ->
                    throw new StoreUnavailableException("Pipeline " + pipeline.name()
                            + " has 'store: chronicle', which cannot work here; 'store: auto' would take RocksDB. "
                            + e.getMessage());
            };
        }
    }

    /**
     * Removes what other engines left behind of stores, which must not be open. Kafka has locked the folder for this process, unless
     * all of its stores are on the heap: then it is left alone if another process has it.
     *
     * @param application the folder of the application in the state directory; need not be there
     * @param stores the names of the stores
     */
    void discardOthers(Path application, List<String> stores) {
        if (!Files.isDirectory(application)) {
            return;
        }
        try {
            if (this != MEMORY) {
                discardIn(application, stores);
                return;
            }
            try (FileChannel file = FileChannel.open(application.resolve(KAFKA_LOCK), CREATE, WRITE);
                    FileLock lock = file.tryLock()) {
                if (lock != null) {
                    discardIn(application, stores);
                }
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is in use by another pipeline of this process", application);
        } catch (IOException e) {
            throw new UncheckedIOException("The state that another store left behind cannot be removed: " + e, e);
        }
    }

    private void discardIn(Path application, List<String> stores) throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(application, Files::isDirectory)) {
            for (Path task : tasks) {
                for (SessionStore other : values()) {
                    for (String store : other == this ? List.<String>of() : stores) {
                        delete(task.resolve(other.folder).resolve(store));
                    }
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        LOG.info("Removing {}: its pipeline keeps its open streams elsewhere now", folder);
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = new ArrayList<>(files.toList());
        }
        Collections.reverse(deepestFirst);
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
