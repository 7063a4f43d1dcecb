package dev.weir.batch;

import dev.weir.matching.LiteralAutomaton;
import java.util.Arrays;
import java.util.List;

/** Scans a part of a batch for patterns: the events it found, as many as are allowed, and the categories of all messages. */
final class Scanner {

    private static final int FIRST_EVENTS = 64;

    private final Batch batch;
    private final PatternScan stage;
    private final long[] categories;
    private final PatternSet set;
    private int[] ends = new int[FIRST_EVENTS];
    private int[] patterns = new int[FIRST_EVENTS];
    private int events;
    private boolean isComplete = true;

    private Scanner(Batch batch, PatternScan stage, long[] categories) {
        this.batch = batch;
        this.stage = stage;
        this.categories = categories;
        this.set = stage.patterns();
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

    private void scan(Part part) {
        LiteralAutomaton automaton = set.automaton();
        int[] table = automaton.table();
        int[] columns = automaton.byteColumns();
        int firstMatching = automaton.firstMatching();
        byte[] bytes = batch.bytes();
        for (int message = part.from(); message < part.to(); message++) {
            int end = batch.end(message);
            int state = LiteralAutomaton.ROOT;
            long found = 0;
            for (int i = batch.start(message); i < end; i++) {
                state = table[state + columns[bytes[i] & 0xFF]];
                if (state >= firstMatching) {
                    found |= set.categories(state);
                    event(i + 1, set.pattern(state));
                }
            }
            categories[message] = found;
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
