package dev.weir.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.HeadersBytesStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedBytesStore;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka Streams store on {@link ChronicleEntries}, which keeps the offsets of its changelog itself (KIP-1035).
 *
 * <p>Nothing is written to disk when Kafka commits. What the files hold counts from an orderly close on; after anything else the
 * store comes up empty and without an offset, and Kafka restores it. Belongs to one stream thread at a time; other threads may
 * read.
 */
class ChronicleKeyValueStore implements KeyValueStore<Bytes, byte[]> {

    /** The folder among a task's state, beside that of RocksDB. */
    static final String PARENT_FOLDER = "chronicle";

    private final String name;
    private final MapShape shape;
    private final Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
    private Position position = Position.emptyPosition();
    private @Nullable StateStoreContext context;
    private @Nullable StoreFolder folder;
    private volatile @Nullable ChronicleEntries entries;
    /** Whether what is in the files must not be taken up again. */
    private boolean distrusted;

    ChronicleKeyValueStore(String name, MapShape shape) {
        this.name = name;
        this.shape = shape;
    }

    /** The same for values with a timestamp in front, so that Kafka stores and restores them as they are. */
    static final class Timestamped extends ChronicleKeyValueStore implements TimestampedBytesStore {

        Timestamped(String name, MapShape shape) {
            super(name, shape);
        }
    }

    /** The same for values with headers and a timestamp in front. */
    static final class WithHeaders extends ChronicleKeyValueStore implements HeadersBytesStore {

        WithHeaders(String name, MapShape shape) {
            super(name, shape);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = stateStoreContext;
        open(stateStoreContext.stateDir().toPath().resolve(PARENT_FOLDER).resolve(name));
        stateStoreContext.register(root, (BatchingStateRestoreCallback) this::restore);
    }

    private void open(Path path) {
        StoreFolder taken = null;
        try {
            taken = StoreFolder.take(path);
            Optional<StoreManifest> manifest = taken.takeManifest();
            entries = manifest.isPresent() ? reopen(taken, manifest.get()) : fresh(taken);
            folder = taken;
            distrusted = false;
        } catch (IOException | RuntimeException e) {
            if (taken != null) {
                close(taken, e);
            }
            if (e instanceof StreamsException streams) {
                throw streams;
            }
            throw new ProcessorStateException("Cannot open store " + name + " in " + path + ": " + e.getMessage(), e);
        }
    }

    private static void close(StoreFolder taken, Exception reason) {
        try {
            taken.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private ChronicleEntries fresh(StoreFolder taken) throws IOException {
        offsets.clear();
        position = Position.emptyPosition();
        return new ChronicleEntries(taken.path(), shape, List.of(), List.of());
    }

    private ChronicleEntries reopen(StoreFolder taken, StoreManifest manifest) throws IOException {
        List<Generation> usual = new ArrayList<>();
        List<Generation> large = new ArrayList<>();
        try {
            for (StoreManifest.MapFile file : manifest.files()) {
                Generation map = Generation.open(taken.path().resolve(file.name()), file.shape());
                (file.name().startsWith(ChronicleEntries.USUAL) ? usual : large).add(map);
            }
        } catch (IOException | RuntimeException e) {
            // Sound, but of a Chronicle that wrote its files in another way.
            usual.forEach(map -> map.map().close());
            large.forEach(map -> map.map().close());
            taken.empty();
            return fresh(taken);
        }
        offsets.putAll(manifest.offsets());
        position = manifest.position();
        return new ChronicleEntries(taken.path(), shape, usual, large);
    }

    private void restore(Collection<KeyValue<byte[], byte[]>> records) {
        for (KeyValue<byte[], byte[]> entry : records) {
            write(entry.key, entry.value);
        }
    }

    private ChronicleEntries opened() {
        ChronicleEntries current = entries;
        if (current == null) {
            throw new InvalidStateStoreException("Store " + name + " is closed");
        }
        return current;
    }

    private void write(byte[] key, byte @Nullable [] value) {
        ChronicleEntries current = opened();
        try {
            if (value == null) {
                current.remove(key);
            } else {
                current.put(key, value);
            }
        } catch (IOException | RuntimeException | InternalError e) {
            // An InternalError is what Java makes of a mapped page that the disk has no room for, or that is cut off.
            distrusted = true;
            if (e instanceof StreamsException streams) {
                throw streams;
            }
            throw new ProcessorStateException("Cannot write to store " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        write(key.get(), value);
        StateStoreContext current = context;
        if (current != null) {
            current.recordMetadata().ifPresent(record -> {
                if (record.topic() != null) {
                    position.withComponent(record.topic(), record.partition(), record.offset());
                }
            });
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
        for (KeyValue<Bytes, byte[]> entry : all) {
            put(entry.key, entry.value);
        }
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        ChronicleEntries current = opened();
        try {
            return current.get(key.get());
        } catch (IllegalStateException e) {
            opened();
            throw e;
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return snapshot(between(from, to), true);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        return snapshot(between(from, to), false);
    }

    private static Predicate<Bytes> between(@Nullable Bytes from, @Nullable Bytes to) {
        return key -> (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return snapshot(key -> true, true);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        return snapshot(key -> true, false);
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        byte[] start = Objects.requireNonNull(serializer.serialize(null, prefix), "the prefix has no bytes");
        return snapshot(
                key -> key.get().length >= start.length
                        && Arrays.equals(key.get(), 0, start.length, start, 0, start.length),
                true);
    }

    private SortedSnapshot snapshot(Predicate<Bytes> wanted, boolean forward) {
        return new SortedSnapshot(opened()::forEachKey, wanted, forward, this::get);
    }

    @Override
    public long approximateNumEntries() {
        return opened().size();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        return StoreQueries.answer(query, bound, config, this, position, context);
    }

    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return entries != null;
    }

    /** Marked as deprecated in Kafka only to say that a store which does not is out of date. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (changelogOffsets.isEmpty()) {
            // A changelog that was given up takes its records with it; a store without one has no offset to lose.
            distrusted |= !offsets.isEmpty();
            offsets.clear();
        }
        changelogOffsets.forEach((partition, offset) -> {
            if (offset == null) {
                offsets.remove(partition);
            } else {
                offsets.put(partition, offset);
            }
        });
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return offsets.get(partition);
    }

    @Override
    public void close() {
        ChronicleEntries current = entries;
        StoreFolder taken = folder;
        if (current == null || taken == null) {
            return;
        }
        entries = null;
        folder = null;
        try (taken) {
            List<Generation> maps = current.generations();
            current.close();
            if (!distrusted) {
                taken.writeManifest(maps, new HashMap<>(offsets), position);
            }
        } catch (IOException e) {
            throw new ProcessorStateException("Cannot close store " + name + " in good order: " + e.getMessage(), e);
        }
    }
}
