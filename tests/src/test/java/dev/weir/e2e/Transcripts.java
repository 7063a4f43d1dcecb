package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a reader of the outputs makes of them, stream by stream. */
final class Transcripts {

    private Transcripts() {}

    /** The answers by response id. */
    static Map<String, String> answers(List<Message> clean) {
        Map<String, String> answers = new HashMap<>();
        clean.forEach(message -> answers.merge(Chunks.id(message), Chunks.content(message), String::concat));
        return answers;
    }

    /** The thoughts by the header {@code weir-stream}; fails if {@code weir-sequence} does not count 0, 1, 2 .. in each. */
    static Map<String, String> thoughts(List<Message> thinking) {
        Map<String, String> thoughts = new HashMap<>();
        Map<String, List<String>> sequences = new HashMap<>();
        for (Message message : thinking) {
            String stream = message.header("weir-stream");
            thoughts.merge(stream, message.text(), String::concat);
            List<String> sequence = sequences.computeIfAbsent(stream, unused -> new ArrayList<>());
            assertThat(message.header("weir-sequence"))
                    .as("weir-sequence of %s", message)
                    .isEqualTo(Integer.toString(sequence.size()));
            sequence.add(message.text());
        }
        return thoughts;
    }
}
