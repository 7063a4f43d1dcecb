package dev.weir.processor;

import dev.weir.envelope.Blocks;
import dev.weir.filter.Channel;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.session.FilterChain;
import java.util.HashMap;
import java.util.Map;

/** How a session stands in its store: a version, the processor's own fields, then the filters' state. */
final class SessionCodec {

    private static final int VERSION = 3;

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
        writer.writeLong(session.thinkingSequence);
        boolean owes = session.filters.owesText() || !session.unfinished().isEmpty();
        writer.writeBytes(owes ? session.template : new byte[0]);
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
        session.filters.save(writer);
        return writer.toByteArray();
    }

    /** @throws MalformedStateException if the bytes are not what {@link #write} writes */
    Session read(StreamKey key, byte[] value) {
        StateReader reader = new StateReader(value);
        int version = reader.readByte();
        if (version != VERSION) {
            throw new MalformedStateException("session has version " + version + "; this Weir reads " + VERSION);
        }
        Session.Status status = status(reader.readByte());
        long lastOffset = reader.readLong();
        Session session;
        if (status == Session.Status.ENDED) {
            session = new Session(key, chain.open(false));
        } else {
            long lastEventTimeMs = reader.readLong();
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
            session = new Session(key, chain.restore(reader));
            session.blockShift = blockShift;
            session.blocks = blocks;
            session.lastEventTimeMs = lastEventTimeMs;
            session.thinkingSequence = thinkingSequence;
            session.template = template;
            session.unfinished().putAll(unfinished);
        }
        session.status = status;
        session.lastOffset = lastOffset;
        session.stored = true;
        return session;
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
