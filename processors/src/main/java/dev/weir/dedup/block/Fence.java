package dev.weir.dedup.block;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * Where in fenced code a text stands. Fences may be indented by any amount, for lists indent them.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#fenced-code-blocks">CommonMark: fenced code blocks</a>
 */
final class Fence {

    /** How many backticks or tildes open a fence at least. */
    static final int MIN_LENGTH = 3;

    /** What became of a byte. */
    enum Step {
        /** It is part of the fenced code. */
        INSIDE,
        /** It is the end of the line that closes the fence, and no part of it. */
        CLOSED,
        /** It shows that there is no fence: a span of code on one line. */
        NO_FENCE
    }

    private enum Place {
        OPENING,
        INFO,
        LINE_START,
        CLOSING,
        CLOSED_BUT_SPACE,
        BODY
    }

    private static final Place[] PLACES = Place.values();

    private boolean open;
    private byte character;
    private int length;
    private int closing;
    private Place place = Place.OPENING;

    static boolean isFenceCharacter(byte b) {
        return b == '`' || b == '~';
    }

    boolean isOpen() {
        return open;
    }

    /** Opens a fence with its first {@value #MIN_LENGTH} characters. */
    void open(byte fenceCharacter) {
        open = true;
        character = fenceCharacter;
        length = MIN_LENGTH;
        place = Place.OPENING;
    }

    Step step(byte b) {
        switch (place) {
            case OPENING, INFO -> {
                if (place == Place.OPENING && b == character) {
                    length++;
                } else if (b == '`' && character == '`') {
                    open = false;
                    return Step.NO_FENCE;
                } else {
                    place = b == '\n' ? Place.LINE_START : Place.INFO;
                }
            }
            case LINE_START -> {
                closing = 1;
                if (b != ' ' && b != '\t' && b != '\n') {
                    place = b == character ? Place.CLOSING : Place.BODY;
                }
            }
            case CLOSING, CLOSED_BUT_SPACE -> {
                boolean longEnough = closing >= length;
                if (place == Place.CLOSING && b == character) {
                    closing++;
                } else if (b == '\n') {
                    open = !longEnough;
                    place = Place.LINE_START;
                    return open ? Step.INSIDE : Step.CLOSED;
                } else {
                    boolean space = b == ' ' || b == '\t' || b == '\r';
                    place = space && longEnough ? Place.CLOSED_BUT_SPACE : Place.BODY;
                }
            }
            case BODY -> place = b == '\n' ? Place.LINE_START : Place.BODY;
        }
        return Step.INSIDE;
    }

    void save(StateWriter state) {
        state.writeBoolean(open);
        if (open) {
            state.writeByte(character);
            state.writeInt(length);
            state.writeInt(closing);
            state.writeByte(code(place));
        }
    }

    void restore(StateReader state) {
        open = state.readBoolean();
        if (open) {
            character = (byte) state.readByte();
            length = state.readInt();
            closing = state.readInt();
            int code = state.readByte();
            if (code >= PLACES.length) {
                throw new MalformedStateException("state has place " + code + " in a fence");
            }
            place = PLACES[code];
        }
    }

    private static int code(Place place) {
        return switch (place) {
            case OPENING -> 0;
            case INFO -> 1;
            case LINE_START -> 2;
            case CLOSING -> 3;
            case CLOSED_BUT_SPACE -> 4;
            case BODY -> 5;
        };
    }
}
