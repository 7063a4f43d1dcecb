package dev.weir.logline;

import java.util.EnumMap;
import java.util.Map;

/** Settles on the format of a topic after its first lines, unless they disagree. */
final class TopicFormat {

    static final int LINES_TO_LOCK = 100;
    /** How many of them have to be of one format. */
    static final int AGREEMENT_PERCENT = 90;

    private final Map<LogFormat, Integer> seen = new EnumMap<>(LogFormat.class);
    private int lines;
    private boolean locked;
    private LogFormat format = LogFormat.TEXT;

    /** Whether every line has to be looked at, for the topic is young or mixed. */
    boolean isOpen() {
        return !locked;
    }

    /** The topic's format once it is locked. */
    LogFormat format() {
        return format;
    }

    /** Takes note of how a line could be read. */
    void count(LogFormat lineFormat) {
        if (lines == LINES_TO_LOCK) {
            return;
        }
        seen.merge(lineFormat, 1, Integer::sum);
        if (++lines == LINES_TO_LOCK) {
            seen.forEach((candidate, count) -> {
                if (count * 100 >= LINES_TO_LOCK * AGREEMENT_PERCENT) {
                    locked = true;
                    format = candidate;
                }
            });
        }
    }
}
