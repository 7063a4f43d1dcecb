package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.util.Set;

/**
 * Responses of Google's {@code generateContent} and {@code streamGenerateContent}: {@code candidates} whose content has
 * parts, of which those with {@code "thought": true} are thinking.
 *
 * <p>A stream is a candidate of a {@code responseId}; it ends with its finish reason. Where thinking leaves, a part of it
 * goes as a whole; signatures of other parts stay. The arguments of function calls are JSON, not text, and pass.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse">GenerateContentResponse</a>
 */
public final class GeminiFormat extends JsonFormat {

    /** Members that every response has, whatever else it says; the finishing one repeats the usage in full. */
    private static final Set<String> COMMON = Set.of("modelVersion", "createTime", "usageMetadata");
    /** The same of candidates; citations and grounding, which others carry, are told once. */
    private static final Set<String> COMMON_IN_CANDIDATES = Set.of("safetyRatings", "tokenCount", "avgLogprobs");

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        return new Reader(envelope, cursor, parser, limit);
    }

    private static final class Reader extends JsonReader {

        private final int firstStream;
        private byte[] responseId = {};
        private boolean known;

        Reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
            super(envelope, cursor, parser, limit);
            this.firstStream = envelope.streamCount();
        }

        @Override
        void read() throws IOException, MalformedEnvelopeException {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                elements(() -> members(this::readMember));
            } else if (first == JsonToken.START_OBJECT) {
                members(this::readMember);
            }
            if (!known) {
                throw new MalformedEnvelopeException(
                        MalformedEnvelopeException.Kind.UNKNOWN,
                        "not a response of Gemini: neither candidates nor promptFeedback nor error",
                        -1);
            }
            for (int i = firstStream; i < envelope.streamCount(); i++) {
                envelope.identify(i, responseId, envelope.choice(i));
            }
            if (first == JsonToken.START_ARRAY) {
                envelope.joinStreams();
            }
        }

        private void readMember(String name) throws IOException, MalformedEnvelopeException {
            switch (name) {
                case "candidates" -> {
                    known = true;
                    elements(this::readCandidate);
                }
                case "responseId" -> {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        responseId = text();
                    }
                }
                default -> {
                    known |= name.equals("promptFeedback") || name.equals("error") || name.equals("usageMetadata");
                    if (!COMMON.contains(name)) {
                        envelope.keepWhenEmpty();
                    }
                    parser.skipChildren();
                }
            }
        }

        private void readCandidate() throws IOException, MalformedEnvelopeException {
            int stream = envelope.addStream();
            members(name -> {
                switch (name) {
                    case "index" -> {
                        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                            envelope.choose(stream, Math.max(0, parser.getIntValue()));
                        }
                    }
                    case "finishReason" -> {
                        if (parser.currentToken() == JsonToken.VALUE_STRING) {
                            envelope.end(stream);
                            envelope.keepWhenEmpty();
                            markReason(stream, "MAX_TOKENS");
                        }
                    }
                    case "content" -> members(part -> readContent(stream, part));
                    default -> {
                        if (!COMMON_IN_CANDIDATES.contains(name)) {
                            envelope.keepWhenEmpty();
                        }
                        parser.skipChildren();
                    }
                }
            });
        }

        private void readContent(int stream, String name) throws IOException, MalformedEnvelopeException {
            if (!name.equals("parts") || parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            int body = tokenStart() + 1;
            boolean[] empty = {true};
            elements(() -> {
                empty[0] = false;
                readPart(stream);
            });
            envelope.stream(stream).markParts(body, tokenStart(), empty[0]);
        }

        /** Only behind a part it is known whether its text is thinking. */
        private void readPart(int stream) throws IOException, MalformedEnvelopeException {
            int start = tokenStart();
            int first = envelope.pieceCount();
            boolean[] thought = {false};
            boolean[] more = {false};
            members(name -> {
                switch (name) {
                    case "thought" -> thought[0] = parser.currentToken() == JsonToken.VALUE_TRUE;
                    case "text" -> readText(stream, Channel.CONTENT);
                    case "functionCall" -> {
                        more[0] = true;
                        readCall(stream, "args");
                    }
                    default -> {
                        more[0] = true;
                        parser.skipChildren();
                    }
                }
            });
            int end = tokenEnd();
            boolean hasText = envelope.pieceCount() > first;
            if (!thought[0]) {
                if (more[0]) {
                    envelope.keepWhenEmpty();
                }
                return;
            }
            if (hasText) {
                envelope.pieceIsThinking(first);
            } else {
                envelope.addOpaqueThinking(stream, start, end);
            }
            envelope.pieceSpans(first, start, end);
        }
    }
}
