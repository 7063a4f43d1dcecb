package dev.weir.loop;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;

/**
 * The arguments of a call in short: as JSON, of which only the meaning counts, or as text where they are none. No arguments
 * are the same as an empty object.
 */
final class ArgumentsText implements UtteranceText {

    private static final int AS_JSON = 1;
    private static final int AS_TEXT = 2;

    private final MessageText text = new MessageText();
    private final JsonFingerprint json = new JsonFingerprint();

    @Override
    public void accept(byte[] piece, int offset, int length) {
        text.accept(piece, offset, length);
        json.accept(piece, offset, length);
    }

    @Override
    public boolean saysSomething() {
        return true;
    }

    @Override
    public Utterance utterance() {
        Utterance plain = text.utterance();
        long fingerprint;
        if (!text.saysSomething()) {
            fingerprint = ChainedHash.mix(AS_JSON, JsonFingerprint.EMPTY_OBJECT);
        } else if (json.finish()) {
            fingerprint = ChainedHash.mix(AS_JSON, json.value());
        } else {
            fingerprint = ChainedHash.mix(AS_TEXT, plain.fingerprint());
        }
        return new Utterance(fingerprint, plain.bytes(), plain.sample());
    }

    @Override
    public void save(StateWriter state) {
        text.save(state);
        json.save(state);
    }

    @Override
    public void restore(StateReader state) {
        text.restore(state);
        json.restore(state);
    }
}
