package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Channel;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** A text with one loop in it, and the truth about it. */
final class Positive {

    /** How much honest text stands before the loop, in bytes. */
    static final int[] PLACES = {0, 200, 2_000, 20_000};

    private static final int HONEST_BYTES_AFTER = 1_000;

    private final PositiveKind kind;
    private final Channel channel;
    private final byte[] text;
    private final int start;
    private final int end;
    private final int period;

    private Positive(PositiveKind kind, Channel channel, byte[] text, int start, int end, int period) {
        this.kind = kind;
        this.channel = channel;
        this.text = text;
        this.start = start;
        this.end = end;
        this.period = period;
    }

    /**
     * Writes a text; the same seed, kind and number always give the same one.
     *
     * @param number which one of its kind; it goes round the places, and every fourth text ends honestly
     */
    static Positive write(long seed, PositiveKind kind, int number) {
        Random random = Seeds.random(seed, kind.name(), number);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int place = PLACES[number % PLACES.length];
        if (place > 0) {
            byte[] before = honest(random, place);
            text.write(before, 0, before.length);
            text.write('\n');
        }
        int written = text.size();
        PositiveKind.Looping loop = kind.write(random);
        text.writeBytes(loop.bytes);
        int end = text.size();
        if (random.nextInt(4) == 0) {
            text.write(0x01); // a byte that no unit has, so that the loop ends here and nowhere else
            text.writeBytes(honest(random, HONEST_BYTES_AFTER));
        }
        byte[] bytes = text.toByteArray();
        boolean exact = kind.family() == Family.EXACT;
        int start = exact ? Periods.runStart(bytes, written, loop.period) : written;
        boolean thinks = kind == PositiveKind.CIRCULAR_REASONING || random.nextInt(4) == 0;
        Channel channel = thinks ? Channel.THINKING : Channel.CONTENT;
        return new Positive(kind, channel, bytes, start, end, loop.period);
    }

    private static byte[] honest(Random random, int length) {
        String text = switch (random.nextInt(4)) {
            case 0 -> CodeTexts.java(random, length);
            case 1 -> ListTexts.markdownTable(random, length);
            default -> Prose.article(random, length);
        };
        return text.getBytes(UTF_8);
    }

    PositiveKind kind() {
        return kind;
    }

    Channel channel() {
        return channel;
    }

    byte[] text() {
        return text;
    }

    /** The first byte of the loop. */
    int start() {
        return start;
    }

    /** The first byte after it. */
    int end() {
        return end;
    }

    /** The length of the unit in bytes; the mean if it varies. */
    int period() {
        return period;
    }
}
