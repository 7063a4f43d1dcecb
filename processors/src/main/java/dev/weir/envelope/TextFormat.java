package dev.weir.envelope;

import dev.weir.filter.Channel;

/** The value is the text. The stream ends with the header {@code weir-end}, which the reader of the record knows. */
public final class TextFormat implements EnvelopeFormat {

    private static final byte[] NO_ID = {};

    @Override
    public String name() {
        return "text";
    }

    @Override
    public void read(Envelope envelope) {
        int stream = envelope.addStream();
        envelope.identify(stream, NO_ID, 0);
        envelope.addPlainPiece(stream, Channel.CONTENT, 0, envelope.value().length);
    }
}
