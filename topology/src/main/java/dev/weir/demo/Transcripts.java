package dev.weir.demo;

import dev.weir.envelope.AutoFormat;
import dev.weir.envelope.Envelope;
import dev.weir.envelope.MalformedEnvelopeException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses as they came and as they went, by their ids; only the first few of each scenario are kept. Thread-safe. */
final class Transcripts {

    private static final int KEPT_PER_SCENARIO = 3;

    /** One response before and after the pipeline. */
    record Pair(String scenario, Transcript before, Transcript after) {}

    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final Map<String, Integer> kept = new LinkedHashMap<>();

    /** Notes a record on its way in. */
    synchronized void before(byte[] value, String scenario) {
        note(value, scenario, true);
    }

    /** Notes a record that came out clean. */
    synchronized void after(byte[] value) {
        note(value, "", false);
    }

    /** Notes an alert about a response. */
    synchronized void alert(String responseId, String json) {
        Pair pair = pairs.get(responseId);
        if (pair != null) {
            pair.after.alert(json);
        }
    }

    private void note(byte[] value, String scenario, boolean before) {
        Envelope envelope = new Envelope();
        envelope.reset(value);
        try {
            new AutoFormat().read(envelope);
        } catch (MalformedEnvelopeException e) {
            return; // one of the demo's poison records
        }
        for (int i = 0; i < envelope.streamCount(); i++) {
            Pair pair = pair(new String(envelope.responseId(i), StandardCharsets.UTF_8), scenario, before);
            if (pair != null) {
                Transcript transcript = before ? pair.before : pair.after;
                for (int piece = 0; piece < envelope.pieceCount(); piece++) {
                    if (envelope.pieceStream(piece) == i) {
                        transcript.add(envelope, piece);
                    }
                }
                if (envelope.ends(i)) {
                    transcript.end();
                }
            }
        }
    }

    private @Nullable Pair pair(String id, String scenario, boolean create) {
        Pair pair = pairs.get(id);
        if (pair == null && create && kept.merge(scenario, 1, Integer::sum) <= KEPT_PER_SCENARIO) {
            pair = new Pair(scenario, new Transcript(), new Transcript());
            pairs.put(id, pair);
        }
        return pair;
    }

    /** One response of each scenario that has come and gone in full. */
    synchronized Map<String, Pair> complete() {
        Map<String, Pair> complete = new LinkedHashMap<>();
        for (Pair pair : pairs.values()) {
            if (pair.before.ended() && pair.after.ended()) {
                complete.putIfAbsent(pair.scenario, pair);
            }
        }
        return complete;
    }
}
