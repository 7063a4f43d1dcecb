package dev.weir.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streams that a value belongs to. Reused from value to value. */
final class MarkedStreams {

    private final List<MarkedStream> streams = new ArrayList<>();
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Adds a stream and returns its index. */
    int add() {
        if (count == streams.size()) {
            streams.add(new MarkedStream());
        }
        streams.get(count).reset();
        return count++;
    }

    MarkedStream get(int stream) {
        return streams.get(stream);
    }

    /** Makes one of those that are the same; returns for each stream that there was which one it is now. */
    int[] join() {
        int[] homes = new int[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            MarkedStream stream = streams.get(i);
            int home = 0;
            while (home < kept && !streams.get(home).isSame(stream)) {
                home++;
            }
            if (home == kept) {
                Collections.swap(streams, kept++, i);
            } else {
                streams.get(home).join(stream);
            }
            homes[i] = home;
        }
        count = kept;
        return homes;
    }

    /** Ends the part of the value that the last streams were read in. */
    void endPart(int end) {
        for (int i = count - 1; i >= 0 && streams.get(i).partEnd < 0; i--) {
            streams.get(i).partEnd = end;
        }
    }

    /** Whether a byte stands in the body of a stream, and the body's end is known. */
    boolean holdInBodies(int offset) {
        for (int i = 0; i < count; i++) {
            MarkedStream stream = streams.get(i);
            if (stream.bodyStart <= offset && offset < stream.bodyEnd) {
                return true;
            }
        }
        return false;
    }

    /** The index of the stream with an id and a choice, or -1. */
    int find(byte @Nullable [] responseId, int choice) {
        for (int i = 0; i < count; i++) {
            MarkedStream stream = streams.get(i);
            if (stream.choice == choice && Arrays.equals(stream.id, responseId)) {
                return i;
            }
        }
        return -1;
    }
}
