package dev.weir.logging;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.message.MapMessage;

/**
 * Logs as one JSON object a line, with {@code timestamp} (UTC), {@code level}, {@code logger}, {@code thread}, {@code message} and, after a failure,
 * {@code stack_trace}; {@code start} holds the summary of a start. They go to standard error. Thread-safe.
 */
public final class JsonLogs {

    /** What log4j2.xml looks at. */
    private static final String FORMAT = "weir.log.format";

    private static final Logger LOG = LogManager.getLogger("dev.weir");

    private JsonLogs() {}

    /** Has every logger write JSON from now on. */
    public static void use() {
        if (!areUsed()) {
            System.setProperty(FORMAT, "json");
            Configurator.reconfigure();
        }
    }

    /** Whether loggers write JSON. */
    public static boolean areUsed() {
        return "json".equals(System.getProperty(FORMAT));
    }

    /** Logs what runs, if loggers write JSON: text for people, and the same as members for machines. */
    public static void start(String text, Map<String, Object> members) {
        if (areUsed()) {
            LOG.info(new StartMessage(text, members));
        }
    }

    /** What else would be printed on standard error, as errors in the log. */
    public static PrintWriter errors() {
        return new PrintWriter(new ErrorLines(), true);
    }

    /** A message whose members stand beside its text. */
    private static final class StartMessage extends MapMessage<StartMessage, Object> {

        private final String text;

        StartMessage(String text, Map<String, Object> members) {
            super(members);
            this.text = text;
        }

        @Override
        public String getFormattedMessage() {
            return text;
        }

        @Override
        public void formatTo(StringBuilder buffer) {
            buffer.append(text);
        }

        @Override
        public void formatTo(String[] formats, StringBuilder buffer) {
            buffer.append(text);
        }

        @Override
        public StartMessage newInstance(Map<String, Object> members) {
            return new StartMessage(text, members);
        }
    }

    /** Logs what was written since the last flush, without the last end of line: one event for one paragraph. */
    private static final class ErrorLines extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            synchronized (lock) {
                text.append(characters, offset, length);
            }
        }

        @Override
        public void flush() {
            String written;
            synchronized (lock) {
                written = text.toString().stripTrailing();
                text.setLength(0);
            }
            if (!written.isEmpty()) {
                LOG.error(written);
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
