package dev.weir.processor;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.session.Conversation;
import dev.weir.session.FilterChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversations of one task: all of them live in memory, those changed since the last commit written back before the
 * next. A bounded number; the one that was silent for longest goes for another.
 */
final class ConversationTable {

    /** A conversation and what has to be known of it. */
    static final class Entry {
        final Bytes key;
        final Conversation conversation;
        /** The offset of the last record that went into it. */
        long lastOffset = -1;

        long lastEventTimeMs;
        long lastSeenWallMs;
        /** What a person calls the response that was heard last. */
        String stream = "";

        private boolean stored;

        private Entry(Bytes key, Conversation conversation) {
            this.key = key;
            this.conversation = conversation;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConversationTable.class);
    private static final int VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> store;
    private final FilterChain chain;
    private final boolean exactlyOnce;
    private final int maxConversations;
    /** The one silent for longest first. */
    private final Map<Bytes, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<Entry> dirty = new HashSet<>();
    private final Set<Bytes> forgotten = new HashSet<>();
    private final StateWriter writer = new StateWriter();

    ConversationTable(KeyValueStore<Bytes, byte[]> store, FilterChain chain, boolean exactlyOnce) {
        this.store = store;
        this.chain = chain;
        this.exactlyOnce = exactlyOnce;
        this.maxConversations = chain.maxConversations();
    }

    /** Reads all conversations from the store; each counts as seen now. */
    void load(long nowWallMs) {
        List<Entry> loaded = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> stored = all.next();
                try {
                    loaded.add(read(stored.key, stored.value));
                } catch (MalformedStateException e) {
                    LOG.warn("A stored conversation cannot be read ({}); it begins anew", e.getMessage());
                    forgotten.add(stored.key);
                }
            }
        }
        loaded.sort((one, other) -> Long.compare(one.lastEventTimeMs, other.lastEventTimeMs));
        for (Entry entry : loaded) {
            entry.lastSeenWallMs = nowWallMs;
            entries.put(entry.key, entry);
        }
        shrink();
    }

    /** The conversation with a key; null if there is none. */
    @Nullable
    Entry get(Bytes key) {
        return entries.get(key);
    }

    /** The conversation with a key, which begins if there is none. */
    Entry open(Bytes key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(key, chain.openConversation());
            entries.put(key, entry);
            forgotten.remove(key);
            shrink();
        }
        return entry;
    }

    private void shrink() {
        Iterator<Entry> eldest = entries.values().iterator();
        for (int excess = entries.size() - maxConversations; excess > 0; excess--) {
            forget(eldest.next());
            eldest.remove();
        }
    }

    private void forget(Entry entry) {
        dirty.remove(entry);
        // A new one may take its place before the next commit, so this is not known from the entry alone.
        forgotten.add(entry.key);
    }

    /** Says that a conversation changed and has to be written before the next commit. */
    void touch(Entry entry) {
        dirty.add(entry);
    }

    /** Whether a conversation has the record at an offset in it already. */
    boolean isReplay(Entry entry, long offset) {
        return !exactlyOnce && entry.stored && offset <= entry.lastOffset;
    }

    /** Takes out the conversations that are silent as a condition says, of which it is asked from the longest on. */
    List<Entry> takeSilent(Predicate<Entry> silent) {
        List<Entry> taken = new ArrayList<>(0);
        for (Iterator<Entry> eldest = entries.values().iterator(); eldest.hasNext(); ) {
            Entry entry = eldest.next();
            if (!silent.test(entry)) {
                break;
            }
            eldest.remove();
            forget(entry);
            taken.add(entry);
        }
        return taken;
    }

    /** Writes back what changed since the last call. Runs before the offsets are committed. */
    void writeBack() {
        forgotten.forEach(store::delete);
        forgotten.clear();
        for (Entry entry : dirty) {
            store.put(entry.key, write(entry));
            entry.stored = true;
        }
        dirty.clear();
    }

    /** Drops everything in memory. */
    void clear() {
        entries.clear();
        dirty.clear();
        forgotten.clear();
    }

    private byte[] write(Entry entry) {
        writer.clear();
        writer.writeByte(VERSION);
        writer.writeLong(entry.lastOffset);
        writer.writeLong(entry.lastEventTimeMs);
        writer.writeBytes(entry.stream.getBytes(StandardCharsets.UTF_8));
        entry.conversation.save(writer);
        return writer.toByteArray();
    }

    private Entry read(Bytes key, byte[] value) {
        StateReader reader = new StateReader(value);
        int version = reader.readByte();
        if (version != VERSION) {
            throw new MalformedStateException("conversation has version " + version + "; this Weir reads " + VERSION);
        }
        long lastOffset = reader.readLong();
        long lastEventTimeMs = reader.readLong();
        String stream = new String(reader.readBytes(), StandardCharsets.UTF_8);
        Entry entry = new Entry(key, chain.restoreConversation(reader));
        entry.lastOffset = lastOffset;
        entry.lastEventTimeMs = lastEventTimeMs;
        entry.stream = stream;
        entry.stored = true;
        return entry;
    }
}
