package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.util.Set;

/**
 * Ollama's own API: the objects of {@code /api/chat} ({@code message.content}, {@code message.thinking}) and of {@code
 * /api/generate} ({@code response}, {@code thinking}), one to a value or several, one on each line.
 *
 * <p>Objects carry no id, so the stream is the record key's; it ends with {@code done} or an {@code error}. The arguments of tool calls are
 * JSON, not text, and pass.
 *
 * @see <a href="https://docs.ollama.com/api">Ollama: API reference</a>
 */
public final class OllamaFormat extends JsonFormat {

    private static final byte[] NO_ID = {};
    /** Members that every object has, whatever else it says. */
    private static final Set<String> COMMON = Set.of("model", "created_at", "remote_model", "remote_host");

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    private static final class Reader extends JsonReader {

        private final int stream;
        private boolean known;
        /** Whether the text stands in the object itself, as that of /api/generate. */
        private boolean flat;

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
            this.stream = envelope.addStream();
            envelope.identify(stream, NO_ID, 0);
            envelope.stream(stream).nameMembers("content", "thinking");
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("a JSON object was expected");
            }
            int body = tokenStart() + 1;
            members(this::readMember);
            if (flat) {
                envelope.stream(stream).markBody(body, false);
            }
            if (!known) {
                throw unknown("none of message, response, done and error");
            }
        }

        private static MalformedEnvelopeException unknown(String message) {
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.UNKNOWN, "not an object of Ollama: " + message, -1);
        }

        private void readMember(String name) throws IOException, MalformedEnvelopeException {
            known |= Set.of("message", "response", "done", "error").contains(name);
            switch (name) {
                case "message" -> readMessage();
                case "response" -> {
                    flat = true;
                    envelope.stream(stream).nameMembers("response", "thinking");
                    markNull(stream, Channel.Kind.CONTENT);
                    readText(stream, Channel.CONTENT);
                }
                case "thinking" -> {
                    flat = true;
                    readThinking();
                }
                case "done" -> {
                    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
                        envelope.end(stream);
                        envelope.keepWhenEmpty();
                    }
                }
                case "done_reason" -> {
                    envelope.keepWhenEmpty();
                    markReason(stream, "length");
                    parser.skipChildren();
                }
                case "error" -> {
                    envelope.end(stream);
                    envelope.keepWhenEmpty();
                    parser.skipChildren();
                }
                default -> {
                    if (!COMMON.contains(name)) {
                        envelope.keepWhenEmpty();
                    }
                    parser.skipChildren();
                }
            }
        }

        private void readThinking() throws IOException {
            int nameStart = nameStart();
            markNull(stream, Channel.Kind.THINKING);
            if (readText(stream, Channel.THINKING)) {
                envelope.lastPieceIsMember(nameStart);
            }
        }

        private void readMessage() throws IOException, MalformedEnvelopeException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            int body = tokenStart() + 1;
            boolean[] empty = {true};
            members(name -> {
                empty[0] = false;
                switch (name) {
                    case "content" -> {
                        markNull(stream, Channel.Kind.CONTENT);
                        readText(stream, Channel.CONTENT);
                    }
                    case "thinking" -> readThinking();
                    case "tool_calls" -> {
                        if (parser.currentToken() != JsonToken.VALUE_NULL) {
                            envelope.keepWhenEmpty();
                        }
                        elements(() -> members(this::readCall));
                    }
                    case "role" -> parser.skipChildren();
                    default -> {
                        if (parser.currentToken() != JsonToken.VALUE_NULL) {
                            envelope.keepWhenEmpty();
                        }
                        parser.skipChildren();
                    }
                }
            });
            envelope.stream(stream).markBody(body, empty[0]);
        }

        private void readCall(String name) throws IOException, MalformedEnvelopeException {
            if (name.equals("function")) {
                readCall(stream, "arguments");
            } else {
                parser.skipChildren();
            }
        }
    }
}
