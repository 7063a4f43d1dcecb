package dev.weir.processor;

import dev.weir.envelope.Blocks;
import dev.weir.filter.Channel;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.session.FilterChain;
import java.util.HashMap;
import java.util.Map;

/**
 * How a session stands in its store: a version, what has to be known while it sleeps, the processor's other fields, then the
 * filters' state.
 */
final class SessionCodec {

    private static final int VERSION = 4;
    /** Has no number of bytes held back. */
    private static final int VERSION_BEFORE = 3;

    private final FilterChain chain;
    private final StateWriter writer = new StateWriter();

    SessionCodec(FilterChain chain) {
        this.chain = chain;
    }

    byte[] write(Session session) {
        writer.clear();
        writer.writeByte(VERSION);
        writer.writeByte(session.status.code());
        writer.writeLong(session.lastOffset);
        if (session.status == Session.Status.ENDED) {
            return writer.toByteArray();
        }
        writer.writeLong(session.lastEventTimeMs);
        writer.writeInt(session.filters().heldBackBytes());
        writer.writeLong(session.thinkingSequence);
        writer.writeBytes(session.owesText() ? session.template : new byte[0]);
        writer.writeInt(session.unfinished().size());
        for (Map.Entry<Channel, byte[]> entry : session.unfinished().entrySet()) {
            writer.writeByte(entry.getKey().kind().code());
            writer.writeInt(entry.getKey().index());
            writer.writeBytes(entry.getValue());
        }
        writer.writeInt(session.blockShift);
        Blocks blocks = session.blocks;
        writer.writeBoolean(blocks != null);
        if (blocks != null) {
            blocks.save(writer);
        }
        session.filters().save(writer);
        return writer.toByteArray();
    }

    /**
     * A session that is awake, unless it ended.
     *
     * @throws MalformedStateException if the bytes are not what {@link #write} writes
     */
    Session read(StreamKey key, byte[] value) {
        Session session = readAsleep(key, value);
        if (session.status != Session.Status.ENDED) {
            wake(session, value);
        }
        return session;
    }

    /**
     * A session that sleeps; takes what stands in front and leaves the rest. Bytes of an earlier version are read as a whole.
     *
     * @throws MalformedStateException if what was read is not what {@link #write} writes
     */
    Session readAsleep(StreamKey key, byte[] value) {
        StateReader reader = new StateReader(value);
        int version = version(reader);
        Session.Status status = status(reader.readByte());
        Session session = new Session(key, status, reader.readLong());
        if (status != Session.Status.ENDED) {
            session.lastEventTimeMs = reader.readLong();
            if (version == VERSION) {
                session.heldBackBytes = reader.readInt();
            } else {
                wake(session, value);
                session.heldBackBytes = session.filters().heldBackBytes();
                session.sleep();
            }
        }
        return session;
    }

    /**
     * Wakes a session.
     *
     * @param value what was written when it went to sleep
     * @throws MalformedStateException if the bytes are not what {@link #write} writes; the session sleeps on as it was
     */
    void wake(Session session, byte[] value) {
        if (session.status == Session.Status.FAILED) {
            // Nothing of it will run again.
            wakeAnew(session);
            return;
        }
        StateReader reader = new StateReader(value);
        int version = version(reader);
        status(reader.readByte());
        reader.readLong();
        reader.readLong();
        if (version == VERSION) {
            reader.readInt();
        }
        long thinkingSequence = reader.readLong();
        byte[] template = reader.readBytes();
        Map<Channel, byte[]> unfinished = new HashMap<>();
        for (int count = reader.readInt(); count > 0; count--) {
            Channel channel = new Channel(Channel.Kind.ofCode(reader.readByte()), reader.readInt());
            unfinished.put(channel, reader.readBytes());
        }
        int blockShift = reader.readInt();
        Blocks blocks = reader.readBoolean() ? new Blocks() : null;
        if (blocks != null) {
            blocks.restore(reader);
        }
        session.wake(chain.restore(reader));
        session.thinkingSequence = thinkingSequence;
        if (template.length > 0) {
            session.template = template;
        }
        session.unfinished(unfinished.isEmpty() ? Map.of() : unfinished);
        session.blockShift = blockShift;
        session.blocks = blocks;
    }

    /** Wakes a session whose stored state is of no use: its stream goes on as if it began here. */
    void wakeAnew(Session session) {
        session.wake(chain.open(false));
    }

    private static int version(StateReader reader) {
        int version = reader.readByte();
        if (version != VERSION && version != VERSION_BEFORE) {
            throw new MalformedStateException(
                    "session has version " + version + "; this Weir reads " + VERSION_BEFORE + " and " + VERSION);
        }
        return version;
    }

    private static Session.Status status(int code) {
        for (Session.Status status : Session.Status.values()) {
            if (status.code() == code) {
                return status;
            }
        }
        throw new MalformedStateException("session has status " + code);
    }
}
