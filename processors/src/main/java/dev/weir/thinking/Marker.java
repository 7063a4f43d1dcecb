package dev.weir.thinking;

/**
 * A text that means something at some place of a stream.
 *
 * @param format the index in {@link ThinkingFormat#ALL} of the format it belongs to
 */
record Marker(Kind kind, int format, String text) {

    enum Kind {
        OPENER,
        CLOSER,
        /** Ends a block and stays in the text. */
        INTERRUPTER
    }
}
