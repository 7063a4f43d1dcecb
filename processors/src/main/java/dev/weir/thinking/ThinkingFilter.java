package dev.weir.thinking;

import dev.weir.filter.Alert;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.matching.LiteralAutomaton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state machine over one stream's content.
 *
 * <p>In each {@link Phase} other markers count, so each has its automaton. Bytes that may still become a marker are held
 * back without being stored: the automaton's state stands for them. Before content ({@code START}, {@code AFTER_BLOCK})
 * a marker counts only where the first non-space byte begins it; as soon as the automaton's state is shorter than the
 * bytes since there, none does, and the next phase reads them again. All phases share this one file because each hands
 * over to the others in the middle of a piece of text.
 */
final class ThinkingFilter implements Filter {

    /** Where the stream is. The order is part of the stored sessions' format: only append. */
    private enum Phase {
        /** Nothing but white space so far. */
        START,
        /** Nothing but white space since a block's closer. */
        AFTER_BLOCK,
        CONTENT,
        /** In thinking that began in the prompt: any closer ends it that such a block may have. */
        IMPLICIT_BLOCK,
        /** In a block of the format at hand. */
        BLOCK
    }

    static final int MAX_TRIMMED_BYTES = 4 << 10;

    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final String FLAG = "thinking";
    private static final String NAMED = StripThinking.NAME + ": ";
    private static final int RETAINING = 1 << 6;
    private static final int LONG_SPACE = 1 << 7;

    private final Rules rules;

    private Phase phase = Phase.START;
    /** What counts in this phase; null where nothing does. */
    private @Nullable Markers markers;

    private int state = LiteralAutomaton.ROOT;
    /** The format of the block, where there is one. */
    private int format;
    /** How many nested openers wait for their closers. */
    private int nesting;

    /** Thinking that becomes content if its closer never comes. */
    private final RetainedBytes retained = new RetainedBytes();

    private boolean retaining;
    /** White space that is removed if an opener comes next. */
    private final RetainedBytes space = new RetainedBytes();
    /** Whether the white space at hand is more than is ever removed, and so has been emitted. */
    private boolean longSpace;

    private long inputBytes;
    private long outputBytes;

    ThinkingFilter(Rules rules) {
        this.rules = rules;
        this.markers = rules.atStart();
        this.retaining = rules.implicit() && rules.unclosedLimit() > 0;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        if (markers == null) {
            emit(text, offset, offset + length, output);
        } else {
            read(text, offset, offset + length, inputBytes, output);
        }
        inputBytes += length;
    }

    @Override
    public void finish(FilterOutput output) {
        byte[] held = held();
        state = LiteralAutomaton.ROOT;
        if (inThinking()) {
            think(held, 0, held.length, output);
            if (retaining) {
                retaining = false;
                emit(retained.array(), 0, retained.size(), output);
                retained.clear();
            } else if (phase != Phase.BLOCK && inputBytes > 0) {
                output.alert(new Alert("thinking", "unclosed", 0, Map.of("bytes", inputBytes)));
            }
        } else {
            content(held, 0, held.length, output);
            emitSpace(output);
        }
    }

    @Override
    public int heldBackBytes() {
        return heldLength() + retained.size() + space.size();
    }

    @Override
    public boolean owesText() {
        return heldBackBytes() > 0;
    }

    @Override
    public void save(StateWriter writer) {
        writer.writeByte(PHASES.indexOf(phase) | (retaining ? RETAINING : 0) | (longSpace ? LONG_SPACE : 0));
        writer.writeInt(format);
        writer.writeInt(nesting);
        writer.writeBytes(held());
        writer.writeBytes(space.array(), 0, space.size());
        writer.writeBytes(retained.array(), 0, retained.size());
        writer.writeLong(inputBytes);
        writer.writeLong(outputBytes);
    }

    @Override
    public void restore(StateReader reader) {
        int first = reader.readByte();
        retaining = (first & RETAINING) != 0;
        longSpace = (first & LONG_SPACE) != 0;
        int index = first & ~(RETAINING | LONG_SPACE);
        format = reader.readInt();
        nesting = reader.readInt();
        if (index >= PHASES.size() || format < 0 || format >= ThinkingFormat.ALL.size() || nesting < 0) {
            throw new MalformedStateException(
                    NAMED + "phase " + index + ", format " + format + ", nesting " + nesting + " are not all known");
        }
        enter(PHASES.get(index));
        hold(reader.readBytes());
        byte[] waitingSpace = reader.readBytes();
        space.append(waitingSpace, 0, waitingSpace.length);
        byte[] waitingThinking = reader.readBytes();
        retained.append(waitingThinking, 0, waitingThinking.length);
        inputBytes = reader.readLong();
        outputBytes = reader.readLong();
    }

    private void hold(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (markers != null) {
            for (byte b : bytes) {
                state = markers.automaton.next(state, b);
            }
        }
        if (heldLength() != bytes.length) {
            throw new MalformedStateException(
                    NAMED + "the " + bytes.length + " bytes held back begin no marker of the formats chosen");
        }
    }

    private void enter(Phase next) {
        phase = next;
        state = LiteralAutomaton.ROOT;
        markers = switch (next) {
            case START -> rules.atStart();
            case AFTER_BLOCK -> rules.afterBlock();
            case CONTENT -> rules.inContent();
            case IMPLICIT_BLOCK -> rules.inImplicitBlock();
            case BLOCK -> rules.inBlock().get(format);
        };
    }

    private boolean inThinking() {
        return switch (phase) {
            case START -> rules.implicit();
            case IMPLICIT_BLOCK, BLOCK -> true;
            case AFTER_BLOCK, CONTENT -> false;
        };
    }

    private int heldLength() {
        return markers == null ? 0 : markers.automaton.depth(state);
    }

    private byte[] held() {
        return markers == null ? new byte[0] : markers.automaton.prefix(state);
    }

    /** Reads on through as many phases as the text has; {@code position} is where it begins in the stream. */
    private void read(byte[] text, int from, int to, long position, FilterOutput output) {
        long origin = position - from;
        int i = from;
        while (i < to) {
            Markers counting = markers;
            if (counting == null) {
                pass(text, i, to, output);
                return;
            }
            i = switch (phase) {
                case START, AFTER_BLOCK -> readBeforeContent(counting, text, i, to, origin, output);
                case CONTENT, IMPLICIT_BLOCK, BLOCK -> readOn(counting, text, i, to, origin, output);
            };
        }
    }

    /** Reads white space and then a marker or the first byte that rules one out; returns where to go on. */
    private int readBeforeContent(Markers counting, byte[] text, int from, int to, long origin, FilterOutput output) {
        LiteralAutomaton automaton = counting.automaton;
        int start = from;
        if (state == LiteralAutomaton.ROOT) {
            while (start < to && isSpace(text[start])) {
                start++;
            }
            if (phase != Phase.AFTER_BLOCK || !rules.trim()) {
                pass(text, from, start, output);
            }
        }
        int before = state;
        int depth = automaton.depth(before);
        int reached = before;
        for (int i = start; i < to; i++) {
            reached = automaton.next(reached, text[i]);
            depth++;
            if (automaton.depth(reached) != depth) {
                long position = origin + start - automaton.depth(before);
                byte[] held = automaton.prefix(before);
                emitSpace(output);
                enter(phase == Phase.START && rules.implicit() ? Phase.IMPLICIT_BLOCK : Phase.CONTENT);
                read(held, 0, held.length, position, output);
                return start;
            }
            if (automaton.isMatch(reached)) {
                act(counting.get(automaton.match(reached)), depth, origin + i + 1, output);
                return i + 1;
            }
        }
        state = reached;
        return to;
    }

    /** Reads until a marker that counts, or to the end of the text; returns where to go on. */
    private int readOn(Markers counting, byte[] text, int from, int to, long origin, FilterOutput output) {
        LiteralAutomaton automaton = counting.automaton;
        int before = state;
        int reached = before;
        int i = from;
        while (i < to) {
            if (reached == LiteralAutomaton.ROOT) {
                i = automaton.findStart(text, i, to);
                if (i == to) {
                    break;
                }
            }
            reached = automaton.next(reached, text[i++]);
            if (automaton.isMatch(reached)) {
                int id = automaton.match(reached);
                Marker marker = counting.get(id);
                if (nests(marker)) {
                    reached = LiteralAutomaton.ROOT;
                } else {
                    int length = automaton.length(id);
                    passDecided(automaton, before, text, from, i, length, output);
                    act(marker, length, origin + i, output);
                    return i;
                }
            }
        }
        passDecided(automaton, before, text, from, to, automaton.depth(reached), output);
        state = reached;
        return to;
    }

    /** Counts a marker that only opens or closes a block within the block. */
    private boolean nests(Marker marker) {
        if (phase == Phase.BLOCK && marker.kind() == Marker.Kind.OPENER) {
            nesting++;
            return true;
        }
        if (marker.kind() == Marker.Kind.CLOSER && nesting > 0) {
            nesting--;
            return true;
        }
        return false;
    }

    /** Passes all but the last {@code keep} bytes of those that {@code before} stands for and those read since. */
    private void passDecided(
            LiteralAutomaton automaton, int before, byte[] text, int from, int to, int keep, FilterOutput output) {
        int heldBefore = automaton.depth(before);
        int decided = heldBefore + (to - from) - keep;
        int decidedBefore = Math.min(heldBefore, decided);
        if (decidedBefore > 0) {
            pass(automaton.prefix(before), 0, decidedBefore, output);
        }
        pass(text, from, from + decided - decidedBefore, output);
    }

    /** Goes where a marker of {@code length} bytes leads that counts and ends before {@code end} of the stream. */
    private void act(Marker marker, int length, long end, FilterOutput output) {
        boolean implicit = phase != Phase.BLOCK;
        space.clear();
        longSpace = false;
        emitRetainedThinking(output);
        switch (marker.kind()) {
            case OPENER -> {
                output.flag(FLAG);
                report(marker, end - length, output);
                format = marker.format();
                nesting = 0;
                retaining = rules.unclosedLimit() > 0;
                enter(Phase.BLOCK);
            }
            case CLOSER -> {
                output.flag(FLAG);
                if (implicit) {
                    report(marker, 0, output);
                }
                enter(Phase.AFTER_BLOCK);
            }
            case INTERRUPTER -> {
                if (implicit && end > length) {
                    report(marker, 0, output);
                }
                nesting = 0;
                enter(Phase.CONTENT);
                byte[] bytes = ThinkingFormat.bytes(marker.text());
                emit(bytes, 0, bytes.length, output);
            }
        }
    }

    private void report(Marker marker, long inputOffset, FilterOutput output) {
        String kind = ThinkingFormat.ALL.get(marker.format()).name();
        output.report(new Report(StripThinking.NAME, kind, inputOffset, outputBytes));
    }

    private void pass(byte[] bytes, int from, int to, FilterOutput output) {
        if (inThinking()) {
            think(bytes, from, to, output);
        } else {
            content(bytes, from, to, output);
        }
    }

    private void think(byte[] bytes, int from, int to, FilterOutput output) {
        if (from == to) {
            return;
        }
        if (retaining && retained.size() <= rules.unclosedLimit() - (to - from)) {
            retained.append(bytes, from, to);
            return;
        }
        emitRetainedThinking(output);
        output.flag(FLAG);
        output.thinking(bytes, from, to - from);
    }

    private void emitRetainedThinking(FilterOutput output) {
        retaining = false;
        if (!retained.isEmpty()) {
            output.flag(FLAG);
            output.thinking(retained.array(), 0, retained.size());
            retained.clear();
        }
    }

    /** Emits content but for the white space at its end, if that would be removed before an opener. */
    private void content(byte[] bytes, int from, int to, FilterOutput output) {
        if (!rules.trim() || markers == null) {
            emit(bytes, from, to, output);
            return;
        }
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        if (end > from) {
            emitSpace(output);
            longSpace = false;
            emit(bytes, from, end, output);
        }
        if (!longSpace && space.size() + to - end <= MAX_TRIMMED_BYTES) {
            space.append(bytes, end, to);
        } else {
            emitSpace(output);
            longSpace = true;
            emit(bytes, end, to, output);
        }
    }

    private void emitSpace(FilterOutput output) {
        emit(space.array(), 0, space.size(), output);
        space.clear();
    }

    private void emit(byte[] bytes, int from, int to, FilterOutput output) {
        if (from < to) {
            outputBytes += to - from;
            output.text(bytes, from, to - from);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
