package dev.weir.thinking;

import dev.weir.matching.LiteralAutomaton;
import java.util.ArrayList;
import java.util.List;

/** The markers that count in one situation, and the automaton that finds them. Immutable. */
final class Markers {

    final LiteralAutomaton automaton;
    private final List<Marker> markers;

    private Markers(List<Marker> markers) {
        this.markers = List.copyOf(markers);
        this.automaton = LiteralAutomaton.of(
                markers.stream().map(m -> ThinkingFormat.bytes(m.text())).toList());
    }

    Marker get(int id) {
        return markers.get(id);
    }

    /** Collects markers before they are compiled. */
    static final class Builder {

        private final List<Marker> markers = new ArrayList<>();

        Builder openers(int format) {
            return add(
                    Marker.Kind.OPENER, format, ThinkingFormat.ALL.get(format).openers());
        }

        Builder closers(int format) {
            return add(
                    Marker.Kind.CLOSER, format, ThinkingFormat.ALL.get(format).closers());
        }

        Builder interrupters(int format) {
            return add(
                    Marker.Kind.INTERRUPTER,
                    format,
                    ThinkingFormat.ALL.get(format).interrupters());
        }

        boolean isEmpty() {
            return markers.isEmpty();
        }

        Markers build() {
            return new Markers(markers);
        }

        private Builder add(Marker.Kind kind, int format, List<String> texts) {
            for (String text : texts) {
                markers.add(new Marker(kind, format, text));
            }
            return this;
        }
    }
}
