package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes characters of a stream's bytes, for rules that count in characters; such a rule speaks once and is silent then. */
abstract class RuleText implements Detector.Watch {

    /** What its alarms call every loop. */
    static final String KIND = "rule";

    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(256);
    private long position;
    private @Nullable Alarm alarm;

    /**
     * Looks at the next characters of the text.
     *
     * @return whether they make a loop
     */
    abstract boolean loops(CharSequence piece);

    /** The length of its unit, about a byte a character; 0 if the rule does not know. */
    int period() {
        return 0;
    }

    @Override
    public final void accept(byte[] text, int offset, int length) {
        position += length;
        if (undecoded.capacity() < undecoded.position() + length) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (undecoded.position() + length));
            larger.put(undecoded.flip());
            undecoded = larger;
        }
        undecoded.put(text, offset, length).flip();
        CharBuffer characters = CharBuffer.allocate(undecoded.remaining() + 1);
        decoder.decode(undecoded, characters, false);
        undecoded.compact();
        if (alarm == null && characters.flip().hasRemaining() && loops(characters)) {
            alarm = new Alarm(KIND, Level.STOP, Alarm.UNKNOWN_START, period(), 0, position);
        }
    }

    @Override
    public final void finish() {}

    @Override
    public final List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        if (alarm != null) {
            alarms.add(alarm);
        }
        return alarms;
    }

    @Override
    public final boolean isOver() {
        return alarm != null;
    }
}
