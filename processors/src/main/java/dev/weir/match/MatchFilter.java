package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Alert;
import dev.weir.filter.DroppedException;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.match.Match.Action;
import dev.weir.matching.LiteralAutomaton;
import java.util.Map;

/**
 * Looks for words in a channel's text, which it passes on at once.
 *
 * <p>Between pieces it remembers the text's last bytes: those with which a word may have begun, and the character before
 * them. What else there is to know follows from these: the automaton's state, and a word that waits for the next character
 * to say whether it ends there. They are what is saved, so that a configuration with other words can go on from there.
 */
final class MatchFilter implements Filter {

    private static final byte[] NOTHING = {};
    /** Stands for a state that has to be found out from the text's last bytes. */
    private static final int FORGOTTEN = -1;
    /** Stands for no word. */
    private static final int NONE = -1;

    private final WordTable table;
    private final LiteralAutomaton automaton;
    private final boolean wholeWords;
    private final Action action;
    private final PatternScanner ahead;
    private final RecentText recent = new RecentText();
    private int state = LiteralAutomaton.ROOT;
    /** How many bytes came before the piece at hand. */
    private long position;
    /** The longest word that waits for the character behind it; {@link #NONE} if none does. */
    private int waiting = NONE;
    /** Where it ends, counted from the beginning of the piece at hand. */
    private int waitingEnd;
    /** A bit for each category that there was an alert about. */
    private long alerted;
    /** A bit for each category that the record at hand is known to have. */
    private long tagged;

    MatchFilter(WordTable table, boolean wholeWords, Action action, PatternScanner ahead) {
        this.table = table;
        this.automaton = table.automaton();
        this.wholeWords = wholeWords;
        this.action = action;
        this.ahead = ahead;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        if (length > 0) {
            tagged = 0;
            recent.take(text, offset, length);
            if (waiting != NONE) {
                int id = waiting;
                waiting = NONE;
                judge(waitingEnd, id, output);
            }
            Places known = position == 0 ? ahead.find(text, offset, offset + length) : null;
            int begun = known == null ? scan(text, offset, length, output) : take(known, output);
            remember(begun, length);
        }
        output.text(text, offset, length);
    }

    /** Finds words; returns how many of the last bytes may be the beginning of one. */
    private int scan(byte[] text, int offset, int length, FilterOutput output) {
        int[] cells = automaton.table();
        int[] columns = automaton.byteColumns();
        int firstMatching = automaton.firstMatching();
        int now = state == FORGOTTEN ? table.stateAfter(begin(), recent.tail()) : state;
        for (int i = 0; i < length; i++) {
            now = cells[now + columns[text[offset + i] & 0xFF]];
            if (now >= firstMatching) {
                judge(i + 1, table.set().pattern(now), output);
            }
        }
        state = now;
        return automaton.depth(now);
    }

    /** The state before the bytes that are remembered. */
    private int begin() {
        return position > recent.tail().length ? automaton.inMidText() : LiteralAutomaton.ROOT;
    }

    /** Takes the words that were found before; returns how many of the last bytes may be the beginning of one. */
    private int take(Places places, FilterOutput output) {
        for (int i = 0; i < places.count(); i++) {
            judge(places.end(i), places.pattern(i), output);
        }
        state = FORGOTTEN;
        return table.set().longest();
    }

    private void remember(int begun, int length) {
        int kept = begun;
        if (waiting != NONE) {
            waitingEnd -= length;
            kept = Math.max(kept, automaton.length(waiting) - waitingEnd);
        }
        position += length;
        recent.keep(wholeWords ? kept + WordCharacters.MAX_BYTES : kept);
    }

    /** Decides about the words that end at a place, of which the longest is given; or lets them wait. */
    private void judge(int end, int longest, FilterOutput output) {
        if (wholeWords && table.endsInWord(longest)) {
            switch (recent.wordAt(end)) {
                case WORD -> {
                    return;
                }
                case UNKNOWN -> {
                    waiting = longest;
                    waitingEnd = end;
                    return;
                }
                case OTHER -> {}
            }
        }
        endsWord(end, longest, output);
    }

    private void endsWord(int end, int longest, FilterOutput output) {
        for (int id = longest; id != NONE; id = automaton.shorter(id)) {
            int start = end - automaton.length(id);
            if (!wholeWords || !table.beginsInWord(id) || !recent.wordBefore(start)) {
                found(id, position + start, output);
            }
        }
    }

    private void found(int id, long offset, FilterOutput output) {
        if (action == Action.DROP) {
            throw new DroppedException(Match.NAME);
        }
        long categories = table.categories(id);
        if ((categories & ~tagged) != 0) {
            output.flag(Match.NAME);
            each(categories & ~tagged, output::tag);
            tagged |= categories;
        }
        if (action == Action.ALERT && (categories & ~alerted) != 0) {
            Map<String, Object> details = Map.of("pattern", table.text(id));
            each(categories & ~alerted, name -> output.alert(new Alert(Match.NAME, name, offset, details)));
            alerted |= categories;
        }
    }

    private interface Named {
        void take(String name);
    }

    private void each(long bits, Named named) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            named.take(table.names().get(Long.numberOfTrailingZeros(rest)));
        }
    }

    @Override
    public void finish(FilterOutput output) {
        if (waiting != NONE) {
            tagged = 0;
            recent.take(NOTHING, 0, 0);
            endsWord(waitingEnd, waiting, output);
            waiting = NONE;
        }
    }

    @Override
    public int heldBackBytes() {
        return 0;
    }

    @Override
    public boolean owesText() {
        return false;
    }

    @Override
    public void save(StateWriter saved) {
        saved.writeLong(position);
        recent.save(saved);
        saved.writeInt(Long.bitCount(alerted));
        each(alerted, name -> saved.writeBytes(name.getBytes(UTF_8)));
    }

    @Override
    public void restore(StateReader saved) {
        position = saved.readLong();
        recent.restore(saved);
        if (position < recent.tail().length) {
            throw new MalformedStateException(
                    "state has the last " + recent.tail().length + " of " + position + " bytes");
        }
        for (int names = saved.readInt(); names > 0; names--) {
            int category = table.names().indexOf(new String(saved.readBytes(), UTF_8));
            alerted |= category < 0 ? 0 : 1L << category;
        }
        readAgain(recent.tail());
    }

    /** Finds out from the last bytes where the automaton is, and which word waits. */
    private void readAgain(byte[] tail) {
        state = begin();
        for (int i = 0; i < tail.length; i++) {
            state = automaton.next(state, tail[i]);
            if (wholeWords && automaton.isMatch(state)) {
                int longest = automaton.match(state);
                int end = i + 1 - tail.length;
                if (table.endsInWord(longest) && recent.wordAt(end) == RecentText.Next.UNKNOWN) {
                    waiting = longest;
                    waitingEnd = end;
                }
            }
        }
    }
}
