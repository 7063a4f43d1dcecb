package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Services that log the same few lines over and over, and a recount of what is to pass in windows of event time. */
final class LogLines {

    static final long WINDOW_MS = 2_000;

    private static final long MS_PER_LINE = 5;
    private static final long HOUR_MS = 3_600_000;
    private static final String TICK = "tick";
    private static final List<String> SERVICES = List.of("cart", "search", "mail", "login", "billing");
    private static final List<String> EVENTS = List.of(
            "disk is nearly full",
            "connection refused",
            "cache missed",
            "retry scheduled",
            "request timed out",
            "certificate expires soon",
            "queue is growing",
            "user unknown");

    private static final class Window {
        final String kind;
        final long firstMs;
        long lastMs;
        long suppressed;

        Window(String kind, long timeMs) {
            this.kind = kind;
            this.firstMs = timeMs;
            this.lastMs = timeMs;
        }
    }

    private final Traffic traffic;
    private final String topic;
    private final Random random;
    private final long startMs = System.currentTimeMillis() - HOUR_MS;
    private final Map<String, Window> windows = new HashMap<>();
    private final List<Window> all = new ArrayList<>();
    private final Map<String, List<String>> passed = new HashMap<>();
    private int sent;

    LogLines(Traffic traffic, String topic, long seed) {
        this.traffic = traffic;
        this.topic = topic;
        this.random = new Random(seed);
    }

    /** Sends the next lines. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            String service = SERVICES.get(random.nextInt(SERVICES.size()));
            String kind = service + ": " + EVENTS.get(random.nextInt(EVENTS.size()));
            String line = kind + ", attempt " + sent;
            long timeMs = startMs + sent * MS_PER_LINE;
            traffic.send(new ProducerRecord<>(topic, null, timeMs, service.getBytes(UTF_8), line.getBytes(UTF_8)));
            sent++;
            count(service, kind, line, timeMs);
        }
    }

    private void count(String service, String kind, String line, long timeMs) {
        Window window = windows.get(kind);
        if (window == null || timeMs - window.firstMs >= WINDOW_MS) {
            Window next = new Window(kind, timeMs);
            windows.put(kind, next);
            all.add(next);
            passed.computeIfAbsent(service, unused -> new ArrayList<>()).add(line);
        } else {
            window.suppressed++;
            window.lastMs = timeMs;
        }
    }

    /** Ends all windows: time goes on in every partition. */
    void finish(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            traffic.send(new ProducerRecord<>(
                    topic, partition, startMs + HOUR_MS / 2, TICK.getBytes(UTF_8), TICK.getBytes(UTF_8)));
        }
        traffic.flush();
    }

    int sent() {
        return sent;
    }

    /** The lines that are to pass, by service. */
    Map<String, List<String>> passed() {
        return passed;
    }

    /** How many lines are to be held back. */
    long suppressed() {
        return all.stream().mapToLong(window -> window.suppressed).sum();
    }

    /** The windows that are to be summed up, each as a line. */
    List<String> summaries() {
        return all.stream()
                .filter(window -> window.suppressed > 0)
                .map(window ->
                        summary(window.kind + ", attempt <*>", window.firstMs, window.lastMs, 1, window.suppressed))
                .toList();
    }

    static String summary(String template, long firstMs, long lastMs, long passed, long suppressed) {
        return "%s from %d to %d: %d passed, %d suppressed".formatted(template, firstMs, lastMs, passed, suppressed);
    }

    static boolean isTick(Message message) {
        return TICK.equals(message.key());
    }
}
