package dev.weir.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Endless LLM traffic in the format of OpenAI's API: the chunks of several conversations, interleaved.
 *
 * <p>Three responses are open at any time; when one ends, the next conversation begins. Every scenario comes once before
 * any comes again, in an order that the seed decides. Not for several threads. A record costs a few microseconds.
 */
public final class DemoStreams implements Iterator<DemoRecord> {

    private static final int OPEN = 3;

    private final Random random;
    private final Author author;
    private final Consumer<DemoStream> opened;
    private final List<Running> running = new ArrayList<>();
    private final List<Scenario> deck = new ArrayList<>();
    private long timeMs;
    private int conversation;

    /**
     * @param seed the same seed gives the same records
     * @param startMs the timestamp that the first record comes after
     */
    public DemoStreams(long seed, long startMs) {
        this(seed, startMs, stream -> {});
    }

    /** As above, and tells what each response means to say when it begins. */
    DemoStreams(long seed, long startMs, Consumer<DemoStream> opened) {
        this.random = new Random(seed);
        this.author = new Author(random);
        this.opened = opened;
        this.timeMs = startMs;
        for (int i = 0; i < OPEN; i++) {
            running.add(open());
        }
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public DemoRecord next() {
        int turn = random.nextInt(running.size());
        Running stream = running.get(turn);
        timeMs += 2 + random.nextInt(20);
        DemoRecord record = stream.next(timeMs);
        if (!stream.values.hasNext()) {
            running.set(turn, open());
        }
        return record;
    }

    private Running open() {
        if (deck.isEmpty()) {
            deck.addAll(Arrays.asList(Scenario.values()));
            Collections.shuffle(deck, random);
        }
        DemoStream stream = author.write(deck.remove(deck.size() - 1), "conversation-" + ++conversation);
        opened.accept(stream);
        return new Running(stream, timeMs);
    }

    private static final class Running {

        private final DemoStream stream;
        private final Iterator<String> values;
        private final Map<String, String> headers;

        private Running(DemoStream stream, long startMs) {
            this.stream = stream;
            this.values = Envelope.values(stream, startMs / 1_000).iterator();
            Map<String, String> inOrder = new LinkedHashMap<>();
            inOrder.put("gen_ai.conversation.id", stream.key());
            inOrder.put("gen_ai.request.model", stream.model());
            this.headers = Collections.unmodifiableMap(inOrder);
        }

        private DemoRecord next(long timeMs) {
            return new DemoRecord(
                    stream.key().getBytes(StandardCharsets.UTF_8),
                    values.next().getBytes(StandardCharsets.UTF_8),
                    timeMs,
                    headers,
                    stream.id(),
                    stream.scenario().label());
        }
    }
}
