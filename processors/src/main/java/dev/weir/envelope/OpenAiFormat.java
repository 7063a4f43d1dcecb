package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.util.Set;

/**
 * OpenAI's {@code chat.completion.chunk} and whole {@code chat.completion}, legacy completions, and the same as raw
 * {@code data:} lines of Server-Sent Events, several to a value if need be.
 *
 * <p>A stream is a choice of a response; it ends with its finish reason, or with {@code [DONE]}. Thinking is read from
 * the fields that engines use for it: {@code reasoning_content}, {@code reasoning} and {@code thinking}. One pass of
 * Jackson's tokenizer over the value, which also caps depth at 1,000.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">OpenAI: chat completion chunks</a>
 */
public final class OpenAiFormat extends JsonFormat {

    private static final Set<String> REASONING =
            Set.of("reasoning_content", "reasoning", "thinking", "reasoning_details");

    @Override
    public String name() {
        return "openai";
    }

    @Override
    void beginEvents(Envelope envelope) {
        envelope.endKeyFollows();
    }

    @Override
    boolean takesLines() {
        return false;
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    /** Reads one document; the state of a walk over its tokens. */
    private static final class Reader extends JsonReader {

        private final int firstStream;
        private byte[] responseId = {};

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
            this.firstStream = envelope.streamCount();
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("a JSON object was expected");
            }
            boolean known = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "id" -> {
                        if (value == JsonToken.VALUE_STRING) {
                            responseId = text();
                        }
                    }
                    case "choices" -> {
                        known = true;
                        readChoices();
                    }
                    case "usage", "error" -> {
                        known |= name.equals("error");
                        if (value != JsonToken.VALUE_NULL) {
                            envelope.keepWhenEmpty();
                        }
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
            if (!known) {
                throw unknown("neither choices nor error");
            }
            for (int i = firstStream; i < envelope.streamCount(); i++) {
                envelope.identify(i, responseId, envelope.choice(i));
            }
        }

        private static MalformedEnvelopeException unknown(String message) {
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.UNKNOWN, "not an OpenAI chat completion: " + message, -1);
        }

        private void readChoices() throws IOException, MalformedEnvelopeException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            boolean any = false;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    any = true;
                    readChoice(envelope.addStream());
                } else {
                    parser.skipChildren();
                }
            }
            if (!any) {
                envelope.keepWhenEmpty();
            }
        }

        private void readChoice(int stream) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "index" -> {
                        if (value == JsonToken.VALUE_NUMBER_INT) {
                            envelope.choose(stream, parser.getIntValue());
                        }
                    }
                    case "delta", "message" -> readBody(stream);
                    case "text" -> readText(stream, Channel.CONTENT);
                    case "finish_reason" -> {
                        if (value == JsonToken.VALUE_STRING) {
                            envelope.end(stream);
                            envelope.keepWhenEmpty();
                            markReason(stream, "length");
                            if (parser.getText().equals("function_call")) {
                                envelope.stream(stream).singleCall = true;
                            }
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        }

        private void readBody(int stream) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            int body = tokenStart() + 1;
            boolean empty = true;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                empty = false;
                String name = parser.currentName();
                // Only members that can be taken out altogether need to be known from their name on.
                int nameStart = REASONING.contains(name) ? tokenStart() : -1;
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "content" -> {
                        markPlace(stream, Channel.Kind.CONTENT);
                        readContent(stream);
                    }
                    case "reasoning_content", "reasoning", "thinking" -> {
                        markNull(stream, Channel.Kind.THINKING);
                        envelope.stream(stream).thinkingName = name;
                        if (readText(stream, Channel.THINKING)) {
                            envelope.lastPieceIsMember(nameStart);
                        }
                    }
                    case "reasoning_details" -> {
                        int start = tokenStart();
                        parser.skipChildren();
                        if (value == JsonToken.START_ARRAY) {
                            envelope.addOpaqueThinking(stream, start, tokenStart() + 1);
                            envelope.lastPieceIsMember(nameStart);
                        }
                    }
                    case "tool_calls" -> {
                        markPlace(stream, Channel.Kind.ARGUMENTS);
                        readToolCalls(stream);
                    }
                    case "function_call" -> {
                        if (value == JsonToken.START_OBJECT) {
                            envelope.stream(stream).singleCall = true;
                        } else if (value == JsonToken.VALUE_NULL) {
                            envelope.stream(stream).markNullCall(tokenStart());
                        }
                        readFunction(stream, 0);
                    }
                    default -> {
                        if (value != JsonToken.VALUE_NULL) {
                            envelope.keepWhenEmpty();
                        }
                        parser.skipChildren();
                    }
                }
            }
            envelope.stream(stream).markBody(body, tokenStart(), empty);
        }

        /** Content is a string, or a list of parts of which those of type text hold one. */
        private void readContent(int stream) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                readText(stream, Channel.CONTENT);
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals("text")) {
                        readText(stream, Channel.CONTENT);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        private void readToolCalls(int stream) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            int position = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    readToolCall(stream, position);
                } else {
                    parser.skipChildren();
                }
                position++;
            }
        }

        /** The call's index comes first in every server's chunks; where it is missing the position in the list serves. */
        private void readToolCall(int stream, int position) throws IOException {
            int index = position;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "index" -> {
                        if (value == JsonToken.VALUE_NUMBER_INT) {
                            index = Math.max(0, parser.getIntValue());
                        }
                    }
                    case "function" -> readFunction(stream, index);
                    default -> {
                        if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                            envelope.keepWhenEmpty();
                        }
                        parser.skipChildren();
                    }
                }
            }
        }

        private void readFunction(int stream, int index) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("arguments")) {
                    readText(stream, Channel.arguments(index));
                } else {
                    if (name.equals("name") && value == JsonToken.VALUE_STRING) {
                        envelope.keepWhenEmpty();
                        if (parser.getTextLength() > 0) {
                            envelope.addCall(ToolCall.named(stream, -1, index, parser.getText()));
                        }
                    }
                    parser.skipChildren();
                }
            }
        }
    }
}
