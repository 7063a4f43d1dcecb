package dev.weir.processor;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.filter.Channel;
import dev.weir.logline.LogLine;
import dev.weir.logline.LogLines;
import org.jspecify.annotations.Nullable;

/** Reads values for what is compared of them: the first text of the envelope, as a log line. Belongs to one task. */
final class LineReader {

    private final EnvelopeFormat format;
    private final Envelope envelope = new Envelope();
    private final LogLines lines;

    LineReader(DeduplicateSettings settings) {
        this.format = settings.format();
        this.lines = new LogLines(settings.logFormat(), settings.fields());
    }

    /** What is compared of a value, valid until the next is read; null if it has no text. */
    @Nullable
    LogLine read(String topic, byte[] value) {
        envelope.reset(value);
        try {
            format.read(envelope);
        } catch (MalformedEnvelopeException e) {
            return null; // the chain before has let it pass, so it is not for this filter to judge
        }
        for (int i = 0; i < envelope.pieceCount(); i++) {
            if (envelope.pieceChannel(i).equals(Channel.CONTENT)) {
                return lines.read(topic, envelope.text(i), envelope.textOffset(i), envelope.textLength(i));
            }
        }
        return null;
    }
}
