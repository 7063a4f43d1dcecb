package dev.weir.logline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads log lines for what is compared of them.
 *
 * <p>Of JSON it takes the message, whichever of the usual members holds it, the severity, and any status code or error
 * number at whatever depth; a message that is JSON itself, as container runtimes wrap it, is read in turn. Of syslog it takes
 * what follows the host name, and the severity in the priority. A plain line is its own message, and so is a line that is
 * not sound in the format it seems to have. Nothing is refused.
 *
 * <p>A format that is not given is told line by line until {@value TopicFormat#LINES_TO_LOCK} lines of the topic were
 * read; from then on the topic has the format of {@value TopicFormat#AGREEMENT_PERCENT} % of them, if there is one. This
 * much is forgotten when the task moves.
 *
 * <p>One object to a task, used by its thread. Costs one pass over the line, and copies the message of JSON.
 */
public final class LogLines {

    private final @Nullable LogFormat given;
    private final CountedFields fields;
    private final JsonLog json;
    private final LogLine line = new LogLine();
    private final Map<String, TopicFormat> topics = new HashMap<>();

    /**
     * @param given the format of all lines; null to tell it by the lines
     * @param fields the fields that count beside the message: {@code severity}, members of JSON by their paths with dots
     *     between the names, {@code hostname} of syslog
     */
    public LogLines(@Nullable LogFormat given, List<String> fields) {
        this.given = given;
        this.fields = new CountedFields(fields);
        this.json = new JsonLog(this.fields);
    }

    /**
     * Reads one line.
     *
     * @param topic where it came from
     * @return what was found, valid until the next line is read
     */
    public LogLine read(String topic, byte[] bytes, int offset, int length) {
        int to = offset + length;
        if (given != null) {
            return read(given, bytes, offset, to);
        }
        TopicFormat known = topics.computeIfAbsent(topic, unused -> new TopicFormat());
        if (known.isOpen()) {
            read(LogFormat.of(bytes, offset, to), bytes, offset, to);
            known.count(line.format());
            return line;
        }
        return read(known.format(), bytes, offset, to);
    }

    private LogLine read(LogFormat format, byte[] bytes, int from, int to) {
        line.begin();
        boolean sound = switch (format) {
            case JSON -> json.read(bytes, from, to, line);
            case SYSLOG_RFC5424, SYSLOG_RFC3164 -> Syslog.read(bytes, from, to, fields, line);
            case TEXT -> false;
        };
        if (!sound) {
            line.begin();
            line.found(LogFormat.TEXT, bytes, from, to);
        }
        return line;
    }
}
