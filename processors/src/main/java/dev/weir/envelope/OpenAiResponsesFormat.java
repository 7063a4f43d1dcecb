package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.util.Set;

/**
 * Events of OpenAI's Responses API ({@code response.output_text.delta} and the others), alone or as raw Server-Sent Events,
 * and whole {@code response} objects.
 *
 * <p>Items of the output are blocks as with {@link AnthropicFormat}: reasoning leaves as a whole item, and the items behind
 * it are numbered anew; {@code sequence_number} keeps its gaps. The events that end a part, an item and the response repeat
 * its text. They get the same edits: each text runs through filters of its own, which make of it what they made of its
 * pieces, and tell nobody. Text released at the end of a part comes in a copy of its last delta, with that one's number.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">OpenAI: responses streaming</a>
 */
public final class OpenAiResponsesFormat extends JsonFormat {

    private static final String REASONING = "response.reasoning";
    private static final String TEXT_DELTA = "response.output_text.delta";
    private static final Set<String> ARGUMENTS_DELTAS =
            Set.of("response.function_call_arguments.delta", "response.mcp_call_arguments.delta");
    private static final Set<String> ENDS = Set.of(
            "response.output_text.done", "response.function_call_arguments.done", "response.mcp_call_arguments.done");
    private static final Set<String> LAST =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    @Override
    public String name() {
        return "openai-responses";
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    private static final class Reader extends BlockReader {

        private String type = "";
        private boolean thinking;
        /** Whether the document is a response rather than an event. */
        private boolean whole;
        /** Whether items stand in the list of a response, where one can go, rather than alone in an event. */
        private boolean listed;
        /** The tool that the item of an event calls. */
        private String tool = "";

        private byte[] responseId = NO_ID;

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("a JSON object was expected");
            }
            int firstStream = envelope.streamCount();
            members(this::readMember);
            if (whole) {
                for (int i = firstStream; i < envelope.streamCount(); i++) {
                    envelope.identify(i, responseId, i - firstStream);
                }
                envelope.keepWhenEmpty();
                return;
            }
            if (!type.startsWith("response.") && !type.equals("error")) {
                throw unknown(type.isEmpty() ? "no type" : "type '" + type + "'");
            }
            if (type.equals("response.created")) {
                envelope.startKey();
            }
            boolean reasoning = thinking || type.startsWith(REASONING);
            markBlockEvent(reasoning, ENDS.contains(type));
            if (type.equals("response.output_item.added") && !tool.isEmpty()) {
                markCall(tool);
            }
            if (LAST.contains(type)) {
                envelope.end(messageStream());
                envelope.endKey();
            }
        }

        private static MalformedEnvelopeException unknown(String message) {
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.UNKNOWN,
                    "not an event or an object of OpenAI's Responses: " + message,
                    -1);
        }

        private void readMember(String name) throws IOException, MalformedEnvelopeException {
            switch (name) {
                case "type" -> type = parser.getValueAsString("");
                case "output_index" -> readNumber();
                case "content_index", "summary_index" -> readPart();
                case "delta" -> readDelta();
                case "text" -> readRepeated(type.startsWith(REASONING) ? Channel.THINKING : Channel.CONTENT);
                case "arguments" -> readRepeated(Channel.arguments(0));
                case "item" -> readItem();
                case "part" -> readContent(false);
                case "response" -> members(this::readResponse);
                case "id" -> responseId = parser.currentToken() == JsonToken.VALUE_STRING ? text() : NO_ID;
                case "output" -> {
                    whole = parser.currentToken() == JsonToken.START_ARRAY;
                    readList();
                }
                default -> parser.skipChildren();
            }
        }

        private void readDelta() throws IOException {
            if (type.startsWith(REASONING)) {
                readBlockText(Channel.THINKING);
            } else if (type.equals(TEXT_DELTA)) {
                readBlockText(Channel.CONTENT);
            } else if (ARGUMENTS_DELTAS.contains(type)) {
                readBlockText(Channel.arguments(0));
            } else {
                parser.skipChildren();
            }
        }

        private void readResponse(String name) throws IOException, MalformedEnvelopeException {
            if (name.equals("output")) {
                readList();
            } else {
                parser.skipChildren();
            }
        }

        private void readList() throws IOException, MalformedEnvelopeException {
            listed = true;
            elements(this::readItem);
            listed = false;
        }

        /** An item of the output: a message, a call of a function, reasoning, or what passes. */
        private void readItem() throws IOException, MalformedEnvelopeException {
            int start = tokenStart();
            int first = envelope.pieceCount();
            boolean[] reasoning = {false};
            String[] called = {""};
            members(name -> {
                switch (name) {
                    case "name" -> called[0] = stringOrEmpty();
                    case "type" -> reasoning[0] = parser.getValueAsString("").equals("reasoning");
                    case "content", "summary" -> elements(() -> readContent(reasoning[0]));
                    case "arguments" -> readRepeated(Channel.arguments(0));
                    default -> parser.skipChildren();
                }
            });
            int end = tokenEnd();
            if (!reasoning[0]) {
                markCalled(called[0], first);
                return;
            }
            thinking |= !listed;
            if (listed && envelope.pieceCount() == first) {
                envelope.addOpaqueThinking(addStream(), start, end);
            }
            for (int piece = first; piece < envelope.pieceCount() && listed; piece++) {
                envelope.pieceSpans(piece, start, end);
            }
        }

        /** Names the call that an item is, whose arguments are the first piece of it. */
        private void markCalled(String name, int piece) {
            if (!listed) {
                tool = name;
            } else if (whole && !name.isEmpty() && envelope.pieceCount() > piece) {
                envelope.addCall(ToolCall.named(envelope.pieceStream(piece), -1, 0, name));
            }
        }

        /** A part of an item; the type of it comes first in every server's events. */
        private void readContent(boolean ofReasoning) throws IOException, MalformedEnvelopeException {
            boolean[] reasoning = {ofReasoning};
            members(name -> {
                switch (name) {
                    case "type" -> {
                        String kind = parser.getValueAsString("");
                        reasoning[0] |= kind.equals("reasoning_text") || kind.equals("summary_text");
                        thinking |= reasoning[0] && !listed;
                    }
                    case "text" -> readRepeated(reasoning[0] ? Channel.THINKING : Channel.CONTENT);
                    default -> parser.skipChildren();
                }
            });
        }

        /** Text that deltas have said already, unless the document is a whole response. */
        private void readRepeated(Channel channel) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() > 0) {
                readText(addStream(), channel);
            } else {
                parser.skipChildren();
            }
        }

        private int addStream() {
            int stream = whole ? envelope.addStream() : envelope.addEcho();
            envelope.end(stream);
            return stream;
        }
    }
}
