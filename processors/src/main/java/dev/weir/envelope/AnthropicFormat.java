package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;

/**
 * Events of Anthropic's Messages API ({@code message_start}, {@code content_block_delta} and the others), alone or as raw
 * Server-Sent Events, and whole {@code message} responses.
 *
 * <p>Events carry no id, so the stream is the record key's; a {@code message_start} ends what is open under it. Each block
 * of text, of thinking or of a tool's input is a stream of its own that ends with its {@code content_block_stop}: what is
 * held back comes before that, as the client expects. Where thinking leaves, a block of it goes as a whole, with its
 * signature and with redacted blocks, and the blocks behind it are numbered anew. The input of a tool in a whole response
 * is JSON, not text, and passes.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages-streaming">Anthropic: streaming messages</a>
 */
public final class AnthropicFormat extends JsonFormat {

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    private static boolean isThinking(String type) {
        return type.equals("thinking") || type.equals("redacted_thinking");
    }

    private static final class Reader extends BlockReader {

        private String type = "";
        private boolean thinking;
        private boolean whole;
        private String tool = "";

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("a JSON object was expected");
            }
            members(this::readMember);
            switch (type) {
                case "message_start" -> {
                    envelope.startKey();
                    markEvent();
                }
                case "content_block_start", "content_block_delta" -> {
                    markBlockEvent(thinking, false);
                    if (!tool.isEmpty()) {
                        markCall(tool);
                    }
                }
                case "content_block_stop" -> markBlockEvent(false, true);
                case "message_delta", "ping" -> markEvent();
                case "message_stop", "error" -> {
                    markEvent();
                    envelope.end(messageStream());
                    envelope.endKey();
                }
                case "message" -> {
                    if (!whole) {
                        throw unknown("a message without content");
                    }
                    for (int i = 0; i < envelope.streamCount(); i++) {
                        markReasonOf(i);
                    }
                    envelope.keepWhenEmpty();
                }
                default -> throw unknown(type.isEmpty() ? "no type" : "type '" + type + "'");
            }
        }

        private static MalformedEnvelopeException unknown(String message) {
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.UNKNOWN, "not an event or a message of Anthropic: " + message, -1);
        }

        private void readMember(String name) throws IOException, MalformedEnvelopeException {
            switch (name) {
                case "type" -> type = parser.getValueAsString("");
                case "index" -> readNumber();
                case "stop_reason" -> readReason();
                case "delta" -> members(this::readDelta);
                case "content_block" -> members(this::readBlock);
                case "content" -> {
                    whole = parser.currentToken() == JsonToken.START_ARRAY;
                    elements(() -> readElement(envelope.addStream()));
                }
                default -> parser.skipChildren();
            }
        }

        private void readDelta(String name) throws IOException {
            switch (name) {
                case "type" -> thinking |= parser.getValueAsString("").equals("signature_delta");
                case "text" -> readBlockText(Channel.CONTENT);
                case "thinking" -> {
                    thinking = true;
                    readBlockText(Channel.THINKING);
                }
                case "stop_reason" -> readReason();
                case "partial_json" -> readBlockText(Channel.arguments(0));
                default -> parser.skipChildren();
            }
        }

        private void readBlock(String name) throws IOException {
            switch (name) {
                case "type" -> thinking |= isThinking(parser.getValueAsString(""));
                case "name" -> tool = stringOrEmpty();
                default -> parser.skipChildren();
            }
        }

        /** A block of a whole message: a document of its own. */
        private void readElement(int stream) throws IOException, MalformedEnvelopeException {
            envelope.identify(stream, NO_ID, stream);
            envelope.end(stream);
            int start = tokenStart();
            int first = envelope.pieceCount();
            boolean[] thinks = {false};
            String[] called = {""};
            int[] input = {-1, -1};
            members(name -> {
                switch (name) {
                    case "type" -> thinks[0] |= isThinking(parser.getValueAsString(""));
                    case "text" -> readText(stream, Channel.CONTENT);
                    case "thinking" -> readText(stream, Channel.THINKING);
                    default -> readCallMember(name, "input", called, input);
                }
            });
            int end = tokenEnd();
            addCall(stream, called, input);
            if (thinks[0] && envelope.pieceCount() == first) {
                envelope.addOpaqueThinking(stream, start, end);
            }
            if (thinks[0]) {
                envelope.pieceSpans(first, start, end);
            }
        }
    }
}
