package dev.weir.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The loops that a scanner told of. */
final class Heard implements RunListener {

    /** The longest piece that a scanner is handed. */
    static final int PIECE = 256;

    final List<Run> found = new ArrayList<>();
    final List<Run> ended = new ArrayList<>();

    static Heard in(byte[] text) {
        return in(text, RecentWindows.MAX_SLOTS);
    }

    static Heard in(byte[] text, int slots) {
        return in(text, new LoopThresholds(1, LoopThresholds.MAX_PERIOD, 100), slots);
    }

    static Heard in(byte[] text, LoopThresholds thresholds, int slots) {
        Heard heard = new Heard();
        TextHistory history = history();
        RunScanner scanner = new RunScanner(thresholds, history, WindowSampling.DENSE, slots);
        for (int from = 0; from < text.length; from += PIECE) {
            history.append(text, from, Math.min(PIECE, text.length - from));
            scanner.scan(heard);
        }
        scanner.finish(heard);
        return heard;
    }

    static TextHistory history() {
        return new TextHistory(LoopWatch.REACH, LoopWatch.REACH + PIECE);
    }

    /** Where each loop was found and ended, to compare one hearing with another. */
    List<String> log() {
        return Stream.concat(found.stream(), ended.stream())
                .map(loop -> loop.offset() + " to " + loop.end() + " by " + loop.period())
                .toList();
    }

    @Override
    public void found(Run run, LoopLevel level) {
        found.add(run);
    }

    @Override
    public void ended(Run run, LoopLevel level) {
        ended.add(run);
    }
}
