package dev.weir.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A text in short, in which any amount of white space is one space, and none at the ends. */
final class MessageText implements UtteranceText {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] SPACE = {' '};
    private static final int MAX_SAMPLE_CHARACTERS = 80;
    private static final int MAX_SAMPLE_BYTES = 4 * MAX_SAMPLE_CHARACTERS;

    private final ChainedHash hash = new ChainedHash();
    private long bytes;
    private boolean spaced;
    private byte[] sample = new byte[16];

    @Override
    public void accept(byte[] text, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (isSpace(text[i])) {
                spaced = bytes > 0;
                i++;
                continue;
            }
            if (spaced) {
                put(SPACE, 0, 1);
                spaced = false;
            }
            int behind = endOfWords(text, i, end);
            put(text, i, behind - i);
            i = behind;
        }
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || (b >= '\t' && b <= '\r'));
    }

    /** Where words end that are parted by one space each, or the piece does. */
    private static int endOfWords(byte[] text, int from, int end) {
        int i = from;
        while (i < end) {
            int words = i <= end - Long.BYTES ? ByteClasses.spacedWords((long) LONG.get(text, i)) : 0;
            if (words > 0) {
                i += words;
            } else if (!isSpace(text[i])) {
                i++;
            } else if (text[i] == ' ' && i + 1 < end && !isSpace(text[i + 1])) {
                i += 2;
            } else {
                return i;
            }
        }
        return i;
    }

    private void put(byte[] text, int offset, int length) {
        hash.put(text, offset, length);
        if (bytes < MAX_SAMPLE_BYTES) {
            int count = (int) Math.min(length, MAX_SAMPLE_BYTES - bytes);
            int size = (int) bytes + count;
            if (size > sample.length) {
                sample = Arrays.copyOf(sample, Math.min(MAX_SAMPLE_BYTES, Math.max(size, 2 * sample.length)));
            }
            System.arraycopy(text, offset, sample, (int) bytes, count);
        }
        bytes += length;
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
