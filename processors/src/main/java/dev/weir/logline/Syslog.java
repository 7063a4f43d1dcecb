package dev.weir.logline;

import java.nio.charset.StandardCharsets;

/**
 * Reads lines of syslog: RFC 5424, and RFC 3164 as far as senders follow it, with ISO 8601 times too.
 *
 * <p>The message begins behind the host name, so the program's name, its process and the structured data are part of what is
 * compared.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424">RFC 5424</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a>
 */
final class Syslog {

    private static final byte[] SEVERITY = CountedFields.SEVERITY.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HOST = "hostname".getBytes(StandardCharsets.US_ASCII);
    private static final int BSD_TIME_BYTES = "Oct 11 22:14:15".length();
    private static final int SEVERITIES = 8;

    private Syslog() {}

    static boolean read(byte[] line, int from, int to, CountedFields fields, LogLine out) {
        int start = Bytes.skipSpace(line, from, to);
        int priorityEnd = start < to && line[start] == '<' ? LogFormat.priorityEnd(line, start, to) : -1;
        if (priorityEnd < 0) {
            return false;
        }
        boolean versioned = priorityEnd + 1 < to && line[priorityEnd] == '1' && line[priorityEnd + 1] == ' ';
        int host = versioned
                ? behindWord(line, priorityEnd + 2, to)
                : behindTime(line, Bytes.skipSpace(line, priorityEnd, to), to);
        int message = host < 0 ? -1 : behindWord(line, host, to);
        if (fields.severity()) {
            int severity = severity(line, start, priorityEnd);
            CountedFields.put(out.context, SEVERITY, 0, SEVERITY.length, new byte[] {(byte) ('0' + severity)}, 0, 1);
        }
        if (message < 0) {
            // Many senders leave out the time, the host or both: then all that follows is the message.
            out.found(versioned ? LogFormat.SYSLOG_RFC5424 : LogFormat.SYSLOG_RFC3164, line, priorityEnd, to);
            return true;
        }
        if (fields.contains(HOST, 0, HOST.length)) {
            CountedFields.put(out.context, HOST, 0, HOST.length, line, host, message - 1);
        }
        out.found(versioned ? LogFormat.SYSLOG_RFC5424 : LogFormat.SYSLOG_RFC3164, line, message, to);
        return true;
    }

    private static int severity(byte[] line, int start, int priorityEnd) {
        int priority = 0;
        for (int i = start + 1; i < priorityEnd - 1; i++) {
            priority = priority * 10 + line[i] - '0';
        }
        return priority % SEVERITIES;
    }

    /** Where the host begins behind a time; -1 if there is no time. */
    private static int behindTime(byte[] line, int from, int to) {
        int bsd = from + BSD_TIME_BYTES;
        boolean colons = bsd < to && line[bsd] == ' ' && line[bsd - 3] == ':' && line[bsd - 6] == ':';
        if (colons) {
            return bsd + 1;
        }
        boolean iso = from + 10 < to && isDigit(line[from]) && line[from + 4] == '-' && line[from + 10] == 'T';
        return iso ? behindWord(line, from, to) : -1;
    }

    /** Just behind the space that ends a word; -1 if none does. */
    private static int behindWord(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == ' ') {
                return i > from && i + 1 < to ? i + 1 : -1;
            }
        }
        return -1;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
