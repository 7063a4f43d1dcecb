package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Tells by a look at each value which format it has: OpenAI's where there are {@code choices}, else text.
 *
 * <p>A value that is plainly the envelope of another vendor is refused rather than read as text: its thinking would pass
 * unseen. The same goes for the broken remains of an OpenAI envelope.
 */
public final class AutoFormat implements EnvelopeFormat {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] CHOICES = JsonText.ascii("\"choices\"");
    /** Members that only the named vendor's envelopes have at the top level. */
    private static final List<Vendor> VENDORS = List.of(
            new Vendor("ollama", Set.of("done", "done_reason", "eval_count")),
            new Vendor("gemini", Set.of("candidates", "usageMetadata")),
            new Vendor("bedrock", Set.of("contentBlockDelta", "contentBlockStart", "contentBlockStop", "messageStop")),
            new Vendor("anthropic", Set.of("content_block", "stop_sequence")),
            new Vendor("openai responses", Set.of("output_index", "sequence_number")));

    private static final Set<String> ANTHROPIC_TYPES = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");

    private record Vendor(String name, Set<String> members) {}

    private final EnvelopeFormat openAi = new OpenAiFormat();
    private final EnvelopeFormat text = new TextFormat();

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public void read(Envelope envelope) throws MalformedEnvelopeException {
        byte[] value = envelope.value();
        int first = JsonText.skipSpace(value, 0);
        boolean events = OpenAiFormat.isEventStream(value);
        if (!events && (first == value.length || value[first] != '{')) {
            text.read(envelope);
            return;
        }
        try {
            openAi.read(envelope);
        } catch (MalformedEnvelopeException e) {
            boolean remains = e.kind() == MalformedEnvelopeException.Kind.MALFORMED && contains(value, CHOICES);
            if (remains) {
                throw e;
            }
            if (!events && e.kind() == MalformedEnvelopeException.Kind.UNKNOWN) {
                refuseOtherVendors(value);
            }
            envelope.reset(value);
            text.read(envelope);
        }
    }

    private static void refuseOtherVendors(byte[] value) throws MalformedEnvelopeException {
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                for (Vendor vendor : VENDORS) {
                    if (vendor.members.contains(member)) {
                        throw unknown(vendor.name);
                    }
                }
                if (member.equals("type") && ANTHROPIC_TYPES.contains(parser.getValueAsString(""))) {
                    throw unknown("anthropic");
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.MALFORMED, "not sound JSON: " + e.getMessage(), -1);
        }
    }

    private static MalformedEnvelopeException unknown(String vendor) {
        return new MalformedEnvelopeException(
                MalformedEnvelopeException.Kind.UNKNOWN,
                "this looks like an envelope of " + vendor + ", and this pipeline reads openai and text",
                -1);
    }

    private static boolean contains(byte[] value, byte[] part) {
        for (int i = 0; i + part.length <= value.length; i++) {
            if (Arrays.equals(value, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
