package dev.weir.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A JSON number or word that comes byte by byte; numbers of one value are one, however they are written. Not thread-safe. */
final class JsonScalar {

    private static final int MAX_BYTES = 128;
    private static final int TAG = 4;
    private static final Pattern SOUND =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*+)(\\.[0-9]++)?+([eE][+-]?[0-9]++)?+");

    private byte[] bytes = new byte[16];
    private int size;

    /** Whether a byte may stand in a number or a word. */
    static boolean isPart(int b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    /** Takes the next byte; returns whether it is not one too many. */
    boolean accept(int b) {
        if (size == MAX_BYTES) {
            return false;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) b;
        return true;
    }

    boolean isSound() {
        return SOUND.matcher(written()).matches();
    }

    private String written() {
        return new String(bytes, 0, size, ISO_8859_1);
    }

    long fingerprint() {
        String written = written();
        boolean word = Character.isLetter(written.charAt(0));
        return ChainedHash.mix(TAG, ChainedHash.of(word ? written : canonical(written)));
    }

    /** The digits without zeros at the end, and the power of ten that they are multiplied by. */
    private static String canonical(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            if (value.signum() == 0) {
                return "0";
            }
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.unscaledValue() + "e" + -(long) stripped.scale();
        } catch (ArithmeticException | NumberFormatException e) {
            return number; // beyond what any reader makes a number of
        }
    }

    void clear() {
        size = 0;
    }

    void save(StateWriter writer) {
        writer.writeBytes(bytes, 0, size);
    }

    void restore(StateReader reader) {
        byte[] saved = reader.readBytes();
        if (saved.length > MAX_BYTES) {
            throw new MalformedStateException("state has a JSON number of " + saved.length + " bytes");
        }
        size = saved.length;
        bytes = Arrays.copyOf(saved, Math.max(16, size));
    }
}
