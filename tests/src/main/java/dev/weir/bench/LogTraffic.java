package dev.weir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.Random;

/** Endless log lines of about 200 bytes from 16 services, nine in ten a repeat but for numbers. */
public final class LogTraffic implements Iterator<Message> {

    private static final int SERVICES = 16;
    private static final int TEMPLATES = 2_000;

    private final Random random;
    private long line;

    public LogTraffic(long seed) {
        random = new Random(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Message next() {
        int template = random.nextInt(10) == 0 ? random.nextInt(TEMPLATES) : random.nextInt(20);
        String text = String.format(
                "2026-11-20T10:%02d:%02d.%03dZ WARN  [worker-%d] com.example.orders.Handler%s - request %08x failed after"
                        + " %d ms: connection to 10.%d.%d.7:5432 refused, retry %d of 5, trace %016x",
                line / 60_000 % 60,
                line / 1_000 % 60,
                line % 1_000,
                random.nextInt(64),
                Integer.toString(template, 26).replaceAll("[0-9]", "q"),
                random.nextInt(),
                random.nextInt(5_000),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(5),
                random.nextLong());
        line++;
        return new Message(("service-" + random.nextInt(SERVICES)).getBytes(UTF_8), text.getBytes(UTF_8));
    }
}
