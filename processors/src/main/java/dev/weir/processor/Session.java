package dev.weir.processor;

import dev.weir.envelope.Blocks;
import dev.weir.envelope.Utf8;
import dev.weir.filter.Channel;
import dev.weir.session.StreamFilters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: its filters' live state and what the processor has to know about it. Owned by one stream thread.
 *
 * <p>While it sleeps, its filters and all that its stored form has are not in memory: what is left is the key, the status, the last
 * offset and times, the number of bytes held back, and the template if the stored form has none.
 */
final class Session {

    /** How a stream stands. The numbers are part of the stored format. */
    enum Status {
        OPEN(0),
        /** Ended, but kept until the offsets behind it are committed, so that a replay finds it. */
        ENDED(1),
        /** A filter failed on it: what follows goes to the dead-letter topic. */
        FAILED(2);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private static final byte[] NOTHING = {};

    final StreamKey key;
    private StreamKey.@Nullable Parts parts;
    private @Nullable StreamFilters filters;
    Status status = Status.OPEN;
    /** The offset of the last record that went into this state. */
    long lastOffset = -1;

    long lastEventTimeMs;
    long lastSeenWallMs;
    /** How many records of this stream went to the thinking topic. */
    long thinkingSequence;
    /** A value of this stream that text released later can be put into. */
    byte[] template = NOTHING;

    /** Whether the store has a version of this session. */
    boolean stored;

    /** Whether it is in the table of its task; a session that lasts for one record only is not. */
    boolean tabled;

    /** What a message of blocks has to remember; null for streams of text. */
    @Nullable
    Blocks blocks;

    /** By how much its block's number is lower in what goes out. */
    int blockShift;

    /** Its neighbours in the {@link SeenOrder}. */
    @Nullable
    Session seenBefore;

    @Nullable
    Session seenAfter;

    /** Its neighbours in the {@link OpenStreams} of its record key. */
    @Nullable
    Session openedBefore;

    @Nullable
    Session openedAfter;

    boolean dirty;
    int heldBackBytes;
    /** Ends of text that break off inside a character, by channel; an envelope of characters cannot hold them yet. */
    private Map<Channel, byte[]> unfinished = Map.of();

    Session(StreamKey key, StreamFilters filters) {
        this.key = key;
        this.filters = filters;
    }

    /** A session that sleeps, as it comes from the store. */
    Session(StreamKey key, Status status, long lastOffset) {
        this.key = key;
        this.status = status;
        this.lastOffset = lastOffset;
        this.stored = true;
    }

    /** The parts of the key; made anew for each call while the session sleeps. */
    StreamKey.Parts parts() {
        StreamKey.Parts known = parts;
        if (known == null) {
            known = key.parts();
            parts = asleep() ? null : known;
        }
        return known;
    }

    /** The live filters, of a session that is awake. */
    StreamFilters filters() {
        StreamFilters live = filters;
        if (live == null) {
            throw new IllegalStateException("the session of stream " + parts().name() + " sleeps");
        }
        return live;
    }

    boolean asleep() {
        return filters == null;
    }

    /** Makes the session awake with these filters, or goes on with them if it is. */
    void wake(StreamFilters live) {
        filters = live;
    }

    /** Lets go of what the store has; of all that a stream needs to go on if it ended. */
    void sleep() {
        if (asleep()) {
            return;
        }
        if (status == Status.ENDED || owesText()) {
            template = NOTHING;
        }
        filters = null;
        parts = null;
        blocks = null;
        unfinished = Map.of();
    }

    /** Whether the end of the stream may release text: then the stored form has the template. */
    boolean owesText() {
        return filters().owesText() || !unfinished.isEmpty();
    }

    /**
     * Puts the bytes left over last time before the text and takes away those that the text breaks off in.
     *
     * @return text of whole characters
     */
    byte[] wholeCharacters(Channel channel, byte[] text, int length, boolean last) {
        byte @Nullable [] before = unfinished.isEmpty() ? null : unfinished.remove(channel);
        byte[] all;
        if (before == null) {
            all = Arrays.copyOf(text, length);
        } else {
            all = Arrays.copyOf(before, before.length + length);
            System.arraycopy(text, 0, all, before.length, length);
        }
        int tail = last ? 0 : Utf8.unfinishedTail(all, 0, all.length);
        if (tail == 0) {
            return all;
        }
        if (unfinished.isEmpty()) {
            unfinished = new HashMap<>(2);
        }
        unfinished.put(channel, Arrays.copyOfRange(all, all.length - tail, all.length));
        return Arrays.copyOf(all, all.length - tail);
    }

    /** Whether it is a stream of the response with an id. */
    boolean isOf(byte[] responseId) {
        return Arrays.equals(parts().responseId, responseId);
    }

    boolean hasUnfinished(Channel channel) {
        return !unfinished.isEmpty() && unfinished.containsKey(channel);
    }

    Map<Channel, byte[]> unfinished() {
        return unfinished;
    }

    void unfinished(Map<Channel, byte[]> ends) {
        unfinished = ends;
    }
}
