package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Users who talk to a thinking model: a few responses are open at any time, and their chunks come in turns. The text is cut
 * anywhere, so markers are split. Each chunk has the header {@code seq}, its number in its response.
 */
final class Conversations {

    /** In every word of every thought, and in no answer. */
    static final String THOUGHT = "¤";

    private static final int OPEN_AT_ONCE = 12;
    private static final int USERS = 6;
    private static final List<String> WORDS =
            List.of("\"quoted\"", "naïve", "back\\slash", "line\n", "日本", "🙂", "plain");

    private static final class Response {
        final String id;
        final String user;
        final String text;
        int position;
        int seq;

        Response(String id, String user, String text) {
            this.id = id;
            this.user = user;
            this.text = text;
        }
    }

    private final Traffic traffic;
    private final String topic;
    private final Random random;
    private final List<Response> open = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, String> thoughts = new HashMap<>();
    private int sent;

    Conversations(Traffic traffic, String topic, long seed) {
        this.traffic = traffic;
        this.topic = topic;
        this.random = new Random(seed);
    }

    /** Sends the next chunks. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            while (open.size() < OPEN_AT_ONCE) {
                open.add(begin());
            }
            sendChunk(open.get(random.nextInt(open.size())));
        }
    }

    /** Sends the rest of every open response. */
    void finish() {
        while (!open.isEmpty()) {
            sendChunk(open.get(0));
        }
        traffic.flush();
    }

    /** What the clean topic should say, by response id. */
    Map<String, String> answers() {
        return answers;
    }

    /** What the thinking topic should say, by response id. */
    Map<String, String> thoughts() {
        return thoughts;
    }

    /** The responses that are under way, by id. */
    Set<String> open() {
        return open.stream()
                .filter(response -> response.seq > 0)
                .map(response -> response.id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many chunks were sent. */
    int sent() {
        return sent;
    }

    private Response begin() {
        String id = "r" + answers.size();
        String thought = words(THOUGHT);
        String answer = words("");
        answers.put(id, answer);
        thoughts.put(id, thought);
        return new Response(id, "user-" + random.nextInt(USERS), "<think>" + thought + "</think>" + answer);
    }

    private String words(String mark) {
        StringBuilder text = new StringBuilder();
        for (int i = 10 + random.nextInt(15); i > 0; i--) {
            text.append(mark).append(WORDS.get(random.nextInt(WORDS.size())));
            text.append(random.nextInt(1000)).append(i > 1 ? " " : ".");
        }
        return text.toString();
    }

    private void sendChunk(Response response) {
        String text = response.text;
        if (response.position == text.length()) {
            send(response, Chunks.finish(response.id));
            open.remove(response);
            return;
        }
        int end = Math.min(text.length(), response.position + 1 + random.nextInt(12));
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end++;
        }
        send(response, Chunks.delta(response.id, text.substring(response.position, end)));
        response.position = end;
    }

    private void send(Response response, String chunk) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, response.user.getBytes(UTF_8), chunk.getBytes(UTF_8));
        record.headers().add("seq", Integer.toString(response.seq++).getBytes(UTF_8));
        traffic.send(record);
        sent++;
    }
}
