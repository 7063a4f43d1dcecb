package dev.weir.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;
import java.util.Arrays;

/** A text in short, in which any amount of white space is one space, and none at the ends. */
final class MessageText implements UtteranceText {

    private static final int MAX_SAMPLE_CHARACTERS = 80;
    private static final int MAX_SAMPLE_BYTES = 4 * MAX_SAMPLE_CHARACTERS;

    private final ChainedHash hash = new ChainedHash();
    private long bytes;
    private boolean spaced;
    private byte[] sample = new byte[16];

    @Override
    public void accept(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            int b = text[i];
            if (b == ' ' || (b >= '\t' && b <= '\r')) {
                spaced = bytes > 0;
                continue;
            }
            if (spaced) {
                put(' ');
                spaced = false;
            }
            put(b);
        }
    }

    private void put(int b) {
        hash.put(b);
        if (bytes < MAX_SAMPLE_BYTES) {
            if (bytes == sample.length) {
                sample = Arrays.copyOf(sample, Math.min(MAX_SAMPLE_BYTES, 2 * sample.length));
            }
            sample[(int) bytes] = (byte) b;
        }
        bytes++;
    }

    @Override
    public boolean saysSomething() {
        return bytes > 0;
    }

    @Override
    public Utterance utterance() {
        return new Utterance(hash.value(), bytes, sample());
    }

    /** How the text begins, at most 80 characters. */
    String sample() {
        String text = new String(sample, 0, sampleBytes(), UTF_8);
        int characters = Math.min(MAX_SAMPLE_CHARACTERS, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private int sampleBytes() {
        return (int) Math.min(bytes, MAX_SAMPLE_BYTES);
    }

    @Override
    public void save(StateWriter state) {
        hash.save(state);
        state.writeLong(bytes);
        state.writeBoolean(spaced);
        state.writeBytes(sample, 0, sampleBytes());
    }

    @Override
    public void restore(StateReader state) {
        hash.restore(state);
        bytes = state.readLong();
        spaced = state.readBoolean();
        sample = state.readBytes();
        if (bytes < 0 || sample.length != sampleBytes()) {
            throw new MalformedStateException("state has " + sample.length + " bytes of a text of " + bytes);
        }
        sample = sample.length == 0 ? new byte[16] : sample;
    }
}
