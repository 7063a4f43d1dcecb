package dev.weir.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The loops that a scanner told of. */
final class Heard implements LoopListener {

    final List<Loop> found = new ArrayList<>();
    final List<Loop> ended = new ArrayList<>();

    static Heard in(byte[] text) {
        return in(text, RecentWindows.MAX_SLOTS);
    }

    static Heard in(byte[] text, int slots) {
        Heard heard = new Heard();
        LoopScanner scanner = new LoopScanner(new LoopThresholds(1, LoopScanner.MAX_PERIOD, 100), slots);
        scanner.scan(text, 0, text.length, heard);
        scanner.finish(heard);
        return heard;
    }

    /** Where each loop was found and ended, to compare one hearing with another. */
    List<String> log() {
        return Stream.concat(found.stream(), ended.stream())
                .map(loop -> loop.offset() + " to " + loop.end() + " by "
                        + loop.unit().period())
                .toList();
    }

    @Override
    public void found(Loop loop) {
        found.add(loop);
    }

    @Override
    public void ended(Loop loop) {
        ended.add(loop);
    }
}
