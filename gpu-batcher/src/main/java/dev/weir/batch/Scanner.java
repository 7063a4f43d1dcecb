package dev.weir.batch;

import dev.weir.matching.LiteralAutomaton;
import java.util.Arrays;
import java.util.List;

/** Scans a part of a batch for patterns: the events it found, as many as are allowed, and the categories of all messages. */
final class Scanner {

    private static final int FIRST_EVENTS = 64;
    private static final int ABREAST = 4;

    private final Batch batch;
    private final PatternScan stage;
    private final long[] categories;
    private final PatternSet set;
    private final byte[] bytes;
    private final int[] table;
    private final int[] columns;
    private final int firstMatching;
    private int[] ends = new int[FIRST_EVENTS];
    private int[] patterns = new int[FIRST_EVENTS];
    private int events;
    private boolean isComplete = true;

    private Scanner(Batch batch, PatternScan stage, long[] categories) {
        this.batch = batch;
        this.stage = stage;
        this.categories = categories;
        this.set = stage.patterns();
        this.bytes = batch.bytes();
        this.table = set.automaton().table();
        this.columns = set.automaton().byteColumns();
        this.firstMatching = set.automaton().firstMatching();
    }

    static Matches scan(Batch batch, PatternScan stage, Workers workers) {
        long[] categories = new long[batch.messages()];
        List<Scanner> parts = workers.map(Part.of(batch, workers.threads()), part -> {
            Scanner scanner = new Scanner(batch, stage, categories);
            scanner.scan(part);
            return scanner;
        });
        Scanner all = parts.get(0);
        for (Scanner next : parts.subList(1, parts.size())) {
            all.append(next);
        }
        return new Matches(
                categories,
                Arrays.copyOf(all.ends, all.events),
                Arrays.copyOf(all.patterns, all.events),
                all.isComplete);
    }

    /** Four messages at a time: each waits for its own next state only. Events are looked for where there are any. */
    private void scan(Part part) {
        int message = part.from();
        for (; message <= part.to() - ABREAST; message += ABREAST) {
            scanFour(message);
        }
        for (; message < part.to(); message++) {
            categories[message] = scan(batch.start(message), batch.end(message), LiteralAutomaton.ROOT);
        }
        for (message = part.from(); message < part.to() && isComplete; message++) {
            if (categories[message] != 0) {
                findEvents(message);
            }
        }
    }

    private void scanFour(int message) {
        int at0 = batch.start(message);
        int at1 = batch.start(message + 1);
        int at2 = batch.start(message + 2);
        int at3 = batch.start(message + 3);
        int end3 = batch.end(message + 3);
        int together = Math.min(Math.min(at1 - at0, at2 - at1), Math.min(at3 - at2, end3 - at3));
        int state0 = LiteralAutomaton.ROOT;
        int state1 = LiteralAutomaton.ROOT;
        int state2 = LiteralAutomaton.ROOT;
        int state3 = LiteralAutomaton.ROOT;
        long found0 = 0;
        long found1 = 0;
        long found2 = 0;
        long found3 = 0;
        for (int i = 0; i < together; i++) {
            state0 = table[state0 + columns[bytes[at0 + i] & 0xFF]];
            state1 = table[state1 + columns[bytes[at1 + i] & 0xFF]];
            state2 = table[state2 + columns[bytes[at2 + i] & 0xFF]];
            state3 = table[state3 + columns[bytes[at3 + i] & 0xFF]];
            found0 |= state0 >= firstMatching ? set.categories(state0) : 0;
            found1 |= state1 >= firstMatching ? set.categories(state1) : 0;
            found2 |= state2 >= firstMatching ? set.categories(state2) : 0;
            found3 |= state3 >= firstMatching ? set.categories(state3) : 0;
        }
        categories[message] = found0 | scan(at0 + together, at1, state0);
        categories[message + 1] = found1 | scan(at1 + together, at2, state1);
        categories[message + 2] = found2 | scan(at2 + together, at3, state2);
        categories[message + 3] = found3 | scan(at3 + together, end3, state3);
    }

    /** The categories that are found from a byte on, in a state. */
    private long scan(int from, int to, int fromState) {
        int state = fromState;
        long found = 0;
        for (int i = from; i < to; i++) {
            state = table[state + columns[bytes[i] & 0xFF]];
            found |= state >= firstMatching ? set.categories(state) : 0;
        }
        return found;
    }

    private void findEvents(int message) {
        int state = LiteralAutomaton.ROOT;
        for (int i = batch.start(message); i < batch.end(message) && isComplete; i++) {
            state = table[state + columns[bytes[i] & 0xFF]];
            if (state >= firstMatching) {
                event(i + 1, set.pattern(state));
            }
        }
    }

    private void append(Scanner next) {
        for (int i = 0; i < next.events; i++) {
            event(next.ends[i], next.patterns[i]);
        }
        isComplete &= next.isComplete;
    }

    private void event(int end, int pattern) {
        if (events == stage.maxEvents()) {
            isComplete = false;
            return;
        }
        if (events == ends.length) {
            ends = Arrays.copyOf(ends, 2 * events);
            patterns = Arrays.copyOf(patterns, 2 * events);
        }
        ends[events] = end;
        patterns[events++] = pattern;
    }
}
