package dev.weir.processor;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.envelope.MalformedEnvelopeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts text that is released without a record of its own into the envelope of an earlier record of its stream. */
final class ReleasedText {

    private ReleasedText() {}

    /**
     * The earlier record's value with the released text as its only text; the text itself if the stream is plain; null if
     * the value has no place for it.
     */
    static byte @Nullable [] envelop(EnvelopeFormat format, Session session, RecordOutput.Emitted emitted) {
        byte[] text = Arrays.copyOf(emitted.bytes, emitted.length);
        if (session.template.length == 0) {
            return text;
        }
        Envelope envelope = new Envelope();
        envelope.reset(session.template);
        try {
            format.read(envelope);
        } catch (MalformedEnvelopeException e) {
            throw new IllegalStateException(
                    "the stored envelope of stream " + session.parts().name() + " cannot be read", e);
        }
        byte[] whole = session.wholeCharacters(emitted.channel, text, text.length, true);
        int stream = envelope.findStream(session.parts().responseId, session.parts().choice);
        if (stream < 0 || !envelope.sayOnly(stream, emitted.channel, whole)) {
            return null;
        }
        envelope.shiftBlocks(session.blockShift);
        return envelope.encode();
    }
}
