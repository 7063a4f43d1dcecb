package dev.weir.bench.loops;

import dev.weir.filter.Channel;
import java.util.List;

/** Someone who reads a stream and calls out loops. Immutable: one for all texts, one watch for each. */
interface Detector {

    /** The name in tables. */
    String label();

    /** Of how many bytes the pieces are in which it gets text that loops; small ones, for its delay is measured by them. */
    int pieceBytes();

    /** Begins a text. */
    Watch watch(Channel channel);

    /** The reading of one text. Belongs to one thread. */
    interface Watch {

        /** Takes the next piece. */
        void accept(byte[] text, int offset, int length);

        /** Ends the text. */
        void finish();

        /** What was said so far, in order. */
        List<Alarm> alarms();

        /** Whether it says no more, whatever comes. */
        default boolean isOver() {
            return false;
        }
    }

    /** Reads a text to its end, or until the detector is over. */
    default List<Alarm> read(byte[] text, Channel channel, int pieceBytes) {
        Watch watch = watch(channel);
        for (int from = 0; from < text.length && !watch.isOver(); from += pieceBytes) {
            watch.accept(text, from, Math.min(pieceBytes, text.length - from));
        }
        watch.finish();
        return watch.alarms();
    }
}
