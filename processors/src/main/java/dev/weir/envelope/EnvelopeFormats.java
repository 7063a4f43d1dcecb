package dev.weir.envelope;

import dev.weir.filter.PipelineKind;
import java.util.List;
import java.util.stream.Stream;

/** The formats that a configuration can name. */
public final class EnvelopeFormats {

    private static final List<EnvelopeFormat> FORMATS = List.of(
            new AutoFormat(),
            new TextFormat(),
            new OpenAiFormat(),
            new OpenAiResponsesFormat(),
            new AnthropicFormat(),
            new OllamaFormat(),
            new GeminiFormat(),
            new BedrockFormat());

    /** How a log line may be written; its envelope is that of plain text all the same. */
    private static final List<String> LOG_FORMATS = List.of("json", "syslog-rfc5424", "syslog-rfc3164");

    private EnvelopeFormats() {}

    /** The names, {@code auto} first, those for logs only last. */
    public static List<String> names() {
        return Stream.concat(FORMATS.stream().map(EnvelopeFormat::name), LOG_FORMATS.stream())
                .toList();
    }

    /** Whether a format says how a log line is written, so that it is none for streams of a model. */
    public static boolean isForLogsOnly(String name) {
        return LOG_FORMATS.contains(name);
    }

    /**
     * The format with a name; for logs {@code auto} is text, since a log line that is JSON is not an envelope.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EnvelopeFormat named(String name, PipelineKind kind) {
        if (kind == PipelineKind.LOG && (name.equals("auto") || isForLogsOnly(name))) {
            return new TextFormat();
        }
        return FORMATS.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format " + name + "; there are " + names()));
    }
}
