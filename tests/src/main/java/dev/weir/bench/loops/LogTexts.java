package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;

/** What programs print while they work. */
final class LogTexts {

    private static final String[] LEVELS = {"INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"};
    private static final String[] EVENTS = {
        "accepted connection from 10.0.%d.%d",
        "request %d finished in %d ms",
        "closing session %d after %d s",
        "retry %d of %d",
        "wrote %d records to segment %d",
        "cache miss for key %d, loading %d bytes",
        "heartbeat %d from node %d",
        "user %d logged in, %d sessions",
        "compaction of level %d took %d ms",
        "checkpoint %d complete, lag %d"
    };

    private LogTexts() {}

    /** A service's log: a handful of messages makes up most of it. */
    static String service(Random random, int bytes) {
        long[] at = {random.nextInt(86_400_000)};
        String service = Vocabulary.any(random, Vocabulary.CODE);
        return Prose.filled(bytes, text -> {
            at[0] += random.nextInt(900);
            text.append(time(at[0]))
                    .append(' ')
                    .append(Vocabulary.any(random, LEVELS))
                    .append("  [");
            text.append(service).append('-').append(random.nextInt(8)).append("] ");
            text.append(String.format(
                            Locale.ROOT, Vocabulary.draw(random, EVENTS), random.nextInt(256), random.nextInt(5_000)))
                    .append('\n');
        });
    }

    private static String time(long millis) {
        return String.format(
                Locale.ROOT,
                "2026-05-17T%02d:%02d:%02d.%03dZ",
                millis / 3_600_000 % 24,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                millis % 1_000);
    }

    static String access(Random random, int bytes) {
        int[] second = {0};
        return Prose.filled(
                bytes,
                text -> text.append(String.format(
                        Locale.ROOT,
                        "192.168.%d.%d - - [17/May/2026:10:%02d:%02d +0000] \"GET /%s/%s HTTP/1.1\" %d %d \"-\" \"Mozilla/5.0"
                                + " (X11; Linux x86_64)\"%n",
                        random.nextInt(4),
                        random.nextInt(256),
                        second[0] / 60 % 60,
                        second[0]++ % 60,
                        Vocabulary.draw(random, Vocabulary.CODE),
                        Vocabulary.draw(random, Vocabulary.NOUNS),
                        random.nextInt(9) == 0 ? 404 : 200,
                        random.nextInt(20_000))));
    }

    /** A build or download that tells how far it is. */
    static String progress(Random random) {
        String noun = Vocabulary.any(random, Vocabulary.NOUNS);
        StringBuilder text = new StringBuilder();
        for (int part = 1; part <= 1 + random.nextInt(3); part++) {
            text.append("Downloading ").append(noun).append(' ').append(part).append(":\n");
            for (int percent = 0; percent <= 100; percent += 5) {
                text.append(String.format(
                        Locale.ROOT,
                        "[%s%s] %3d%% %d.%d MB/s%n",
                        "#".repeat(percent / 5),
                        ".".repeat(20 - percent / 5),
                        percent,
                        random.nextInt(90),
                        random.nextInt(10)));
            }
        }
        return text.append("done\n").toString();
    }

    /** A stack of calls, and what caused it, several times. */
    static String stackTraces(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            text.append("java.lang.IllegalStateException: ")
                    .append(Prose.title(random))
                    .append('\n');
            for (int i = 5 + random.nextInt(20); i > 0; i--) {
                String type = Vocabulary.capitalised(Vocabulary.identifier(random));
                text.append("\tat com.example.")
                        .append(Vocabulary.any(random, Vocabulary.CODE))
                        .append('.');
                text.append(type)
                        .append('.')
                        .append(Vocabulary.identifier(random))
                        .append('(')
                        .append(type);
                text.append(".java:").append(random.nextInt(900)).append(")\n");
            }
        });
    }

    static String testRun(Random random, int bytes) {
        int[] number = {0};
        return Prose.filled(
                bytes,
                text -> text.append(String.format(
                        Locale.ROOT,
                        "ok %d - %s %s %s (%d ms)%n",
                        ++number[0],
                        Vocabulary.any(random, Vocabulary.VERBS),
                        Vocabulary.any(random, Vocabulary.ADJECTIVES),
                        Vocabulary.any(random, Vocabulary.NOUNS),
                        random.nextInt(400))));
    }
}
