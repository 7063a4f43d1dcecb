package dev.weir.logline;

/** How a log line is written. */
public enum LogFormat {
    /** An object of RFC 8259, or an array of objects. */
    JSON("json"),
    /** {@code <34>1 2003-10-11T22:14:15.003Z host app 123 id - message}. */
    SYSLOG_RFC5424("syslog-rfc5424"),
    /** {@code <34>Oct 11 22:14:15 host app[123]: message}. */
    SYSLOG_RFC3164("syslog-rfc3164"),
    /** Anything else. */
    TEXT("text");

    private static final int MAX_PRIORITY = 191;

    private final String label;

    LogFormat(String label) {
        this.label = label;
    }

    /** The name in the configuration. */
    public String label() {
        return label;
    }

    /** The format with a name; text if there is none. */
    public static LogFormat named(String name) {
        for (LogFormat format : values()) {
            if (format.label.equals(name)) {
                return format;
            }
        }
        return TEXT;
    }

    /** The format that a line seems to have, by its first bytes. */
    static LogFormat of(byte[] line, int from, int to) {
        int start = Bytes.skipSpace(line, from, to);
        if (start == to) {
            return TEXT;
        }
        return switch (line[start]) {
            case '{' -> JSON;
            case '[' -> {
                // A bracket begins many a plain line: [main], [2024-05-01]. An array of records holds objects.
                int element = Bytes.skipSpace(line, start + 1, to);
                yield element < to && line[element] == '{' ? JSON : TEXT;
            }
            case '<' -> syslog(line, start, to);
            default -> TEXT;
        };
    }

    private static LogFormat syslog(byte[] line, int start, int to) {
        int end = priorityEnd(line, start, to);
        if (end < 0) {
            return TEXT;
        }
        boolean versioned = end + 1 < to && line[end] == '1' && line[end + 1] == ' ';
        return versioned ? SYSLOG_RFC5424 : SYSLOG_RFC3164;
    }

    /** Just behind the {@code >} of a syslog line's priority; -1 if it has none. */
    static int priorityEnd(byte[] line, int start, int to) {
        int end = start + 1;
        int priority = 0;
        while (end < to && end - start <= 3 && line[end] >= '0' && line[end] <= '9') {
            priority = priority * 10 + line[end++] - '0';
        }
        boolean sound = end > start + 1 && end < to && line[end] == '>' && priority <= MAX_PRIORITY;
        return sound ? end + 1 : -1;
    }
}
