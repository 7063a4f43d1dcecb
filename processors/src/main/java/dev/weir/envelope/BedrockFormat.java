package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.util.Set;

/**
 * Events of Amazon Bedrock's ConverseStream, each a JSON object with one member that names the event.
 *
 * <p>Streams, thinking ({@code reasoningContent} with its signature or redacted content) and the numbers of blocks are as
 * with {@link AnthropicFormat}; a message ends with {@code messageStop}, and {@code metadata} may still follow.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">ConverseStream</a>
 */
public final class BedrockFormat extends JsonFormat {

    private static final Set<String> EVENTS = Set.of(
            "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata");

    @Override
    public String name() {
        return "bedrock";
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    private static final class Reader extends BlockReader {

        private boolean known;
        private boolean thinking;
        private String tool = "";

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("a JSON object was expected");
            }
            members(this::readEvent);
            if (!known) {
                throw unknown("no member that names an event");
            }
        }

        private static MalformedEnvelopeException unknown(String message) {
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.UNKNOWN,
                    "not an event of Bedrock's ConverseStream: " + message,
                    -1);
        }

        private void readEvent(String name) throws IOException, MalformedEnvelopeException {
            known |= EVENTS.contains(name) || name.endsWith("Exception");
            switch (name) {
                case "messageStart" -> {
                    parser.skipChildren();
                    envelope.startKey();
                    markEvent();
                }
                case "contentBlockStart", "contentBlockDelta" -> {
                    members(this::readBlock);
                    markBlockEvent(thinking, false);
                    if (!tool.isEmpty()) {
                        markCall(tool);
                    }
                }
                case "contentBlockStop" -> {
                    members(this::readBlock);
                    markBlockEvent(false, true);
                }
                case "messageStop" -> {
                    members(this::readEnd);
                    markEvent();
                    envelope.end(messageStream());
                    envelope.endKey();
                }
                case "metadata" -> {
                    parser.skipChildren();
                    envelope.keepWhenEmpty();
                }
                default -> parser.skipChildren();
            }
        }

        private void readEnd(String name) throws IOException {
            if (name.equals("stopReason")) {
                readReason();
            } else {
                parser.skipChildren();
            }
        }

        private void readBlock(String name) throws IOException, MalformedEnvelopeException {
            switch (name) {
                case "contentBlockIndex" -> readNumber();
                case "delta" -> members(this::readDelta);
                case "start" -> members(this::readStart);
                default -> parser.skipChildren();
            }
        }

        private void readDelta(String name) throws IOException, MalformedEnvelopeException {
            switch (name) {
                case "text" -> readBlockText(Channel.CONTENT);
                case "reasoningContent" -> {
                    thinking = true;
                    members(this::readReasoning);
                }
                case "toolUse" -> members(this::readTool);
                default -> parser.skipChildren();
            }
        }

        private void readStart(String name) throws IOException, MalformedEnvelopeException {
            if (name.equals("toolUse")) {
                members(this::readToolName);
            } else {
                parser.skipChildren();
            }
        }

        private void readToolName(String name) throws IOException {
            if (name.equals("name")) {
                tool = stringOrEmpty();
            } else {
                parser.skipChildren();
            }
        }

        private void readReasoning(String name) throws IOException {
            if (name.equals("text")) {
                readBlockText(Channel.THINKING);
            } else {
                parser.skipChildren();
            }
        }

        private void readTool(String name) throws IOException {
            if (name.equals("input")) {
                readBlockText(Channel.arguments(0));
            } else {
                parser.skipChildren();
            }
        }
    }
}
