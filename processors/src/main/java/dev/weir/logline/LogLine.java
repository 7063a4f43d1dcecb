package dev.weir.logline;

/**
 * What of a log line is compared: its message, and beside it what has to be equal to the letter.
 *
 * <p>One object serves a task's lines one after the other; the arrays are valid until the next line is read. Belongs to one
 * thread.
 */
public final class LogLine {

    private static final byte[] NONE = {};

    private byte[] text = NONE;
    private int textOffset;
    private int textLength;
    final Bytes context = new Bytes();
    private LogFormat format = LogFormat.TEXT;

    LogLine() {}

    void begin() {
        context.clear();
    }

    void found(LogFormat foundFormat, byte[] bytes, int from, int to) {
        format = foundFormat;
        text = bytes;
        textOffset = from;
        textLength = to - from;
    }

    /** How the line was read; text if it is not sound in the format it seemed to have. */
    public LogFormat format() {
        return format;
    }

    /** An array with the message. */
    public byte[] text() {
        return text;
    }

    public int textOffset() {
        return textOffset;
    }

    public int textLength() {
        return textLength;
    }

    /** An array that begins with the severity, the codes and the fields that count; its form is nobody's business. */
    public byte[] context() {
        return context.array();
    }

    /** How many bytes of {@link #context} count; 0 where the message says all. */
    public int contextLength() {
        return context.size();
    }
}
