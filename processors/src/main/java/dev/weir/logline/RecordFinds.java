package dev.weir.logline;

import java.nio.charset.StandardCharsets;

/** What was found in one JSON record so far: its message and its severity, each in the likeliest of the usual members. */
final class RecordFinds {

    private static final byte[] SEVERITY = CountedFields.SEVERITY.getBytes(StandardCharsets.US_ASCII);

    /** What holds the message, the likeliest first: by Fluent Bit, Filebeat, Vector, journald, GELF, OTLP and loggers. */
    private static final byte[][] MESSAGES = paths(
            "message",
            "log",
            "body",
            "MESSAGE",
            "short_message",
            "msg",
            "body.stringValue",
            "textPayload",
            "jsonPayload.message",
            "@m",
            "@mt",
            "event");

    private static final byte[][] SEVERITIES = paths(
            "severity",
            "level",
            "log.level",
            "lvl",
            "loglevel",
            "log_level",
            "levelname",
            "severityText",
            "severity_text",
            "severityNumber",
            "severity_number",
            "PRIORITY",
            "priority",
            "@l");

    /** By its place in the lists above; the lesser wins. */
    private int messageRank = MESSAGES.length;

    private int messageFrom;
    private int messageTo;
    private boolean messageOfNumbers;
    private int severityRank = SEVERITIES.length;
    private int severityFrom;
    private int severityTo;

    boolean hasMessage() {
        return messageRank < MESSAGES.length;
    }

    /**
     * Takes a value that may be the message.
     *
     * @param from behind the opening quote, or at the bracket
     * @param ofNumbers whether it is an array of byte values
     */
    void message(Bytes path, int pathStart, int from, int to, boolean ofNumbers) {
        for (int rank = 0; rank < messageRank && to > from; rank++) {
            if (path.equalTo(MESSAGES[rank], pathStart)) {
                messageRank = rank;
                messageFrom = from;
                messageTo = to;
                messageOfNumbers = ofNumbers;
            }
        }
    }

    /** Takes a value that may be the severity. */
    void severity(Bytes path, int pathStart, int from, int to) {
        for (int rank = 0; rank < severityRank; rank++) {
            if (path.equalTo(SEVERITIES[rank], pathStart)) {
                severityRank = rank;
                severityFrom = from;
                severityTo = to;
            }
        }
    }

    /** Adds the severity, if there is one, in lower case to what has to be equal. */
    void addSeverity(byte[] bytes, Bytes context) {
        if (severityRank == SEVERITIES.length) {
            return;
        }
        int value = context.size() + SEVERITY.length + 2;
        CountedFields.put(context, SEVERITY, 0, SEVERITY.length, bytes, severityFrom, severityTo);
        byte[] array = context.array();
        for (int i = value; i < context.size(); i++) {
            array[i] |= (byte) (array[i] >= 'A' && array[i] <= 'Z' ? 0x20 : 0);
        }
    }

    /** Adds the text of the message. */
    void addMessage(byte[] bytes, Bytes messages) {
        if (messageOfNumbers) {
            addNumbers(bytes, messages);
        } else {
            JsonStrings.unescape(bytes, messageFrom, messageTo, messages);
        }
    }

    private void addNumbers(byte[] bytes, Bytes messages) {
        int value = -1;
        for (int i = messageFrom; i < messageTo; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                value = Math.max(0, value) * 10 + bytes[i] - '0';
            } else if (value >= 0) {
                messages.add(value);
                value = -1;
            }
        }
    }

    private static byte[][] paths(String... paths) {
        byte[][] all = new byte[paths.length][];
        for (int i = 0; i < paths.length; i++) {
            all[i] = paths[i].getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}
