package dev.weir.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Endless log lines of a web edge, two Java services and an SSH host, with storms: one service says the same again and
 * again, and only numbers, identifiers and times differ, while the others go on as usual.
 *
 * <p>A storm has 40 to 150 lines and lasts some seconds; between two storms come 60 to 200 lines. Not for several
 * threads.
 */
public final class DemoLogs implements Iterator<DemoRecord> {

    private static final List<String> SERVICES = List.of("edge", "checkout", "payments", "bastion");
    private static final DateTimeFormatter ISO = format("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter CLOCK = format("dd/MMM/uuuu:HH:mm:ss '+0000'");
    private static final DateTimeFormatter SYSLOG = format("MMM ppd HH:mm:ss");

    private final Phrases phrases = Phrases.load("log-lines.txt");
    private final Random random;
    private long timeMs;
    private int storms;
    private int stormLinesLeft;
    private int normalLinesLeft;
    private String stormService = "";
    private String stormPhrase = "";

    /**
     * @param seed the same seed gives the same records
     * @param startMs the timestamp that the first record comes after
     */
    public DemoLogs(long seed, long startMs) {
        this.random = new Random(seed);
        this.timeMs = startMs;
        this.normalLinesLeft = 60;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public DemoRecord next() {
        if (stormLinesLeft == 0 && normalLinesLeft == 0) {
            storms++;
            stormService = Phrases.pick(SERVICES, random);
            stormPhrase = Phrases.pick(phrases.alternatives(stormService + ".storm"), random);
            stormLinesLeft = 40 + random.nextInt(111);
            normalLinesLeft = 60 + random.nextInt(141);
        }
        // One line in five of a storm's time is somebody else's.
        if (stormLinesLeft > 0 && random.nextInt(5) != 0) {
            stormLinesLeft--;
            timeMs += 1 + random.nextInt(30);
            return line(stormService, stormPhrase, stormService + "-storm-" + storms, "storm of near-identical lines");
        }
        if (stormLinesLeft == 0) {
            normalLinesLeft--;
        }
        timeMs += 5 + random.nextInt(120);
        String service = Phrases.pick(SERVICES, random);
        return line(service, Phrases.pick(phrases.alternatives(service), random), service, "normal traffic");
    }

    private DemoRecord line(String service, String phrase, String streamId, String scenario) {
        Instant time = Instant.ofEpochMilli(timeMs);
        Map<String, String> times =
                Map.of("time", ISO.format(time), "clock", CLOCK.format(time), "syslog", SYSLOG.format(time));
        return new DemoRecord(
                service.getBytes(StandardCharsets.UTF_8),
                phrases.expand(phrase, random, times).getBytes(StandardCharsets.UTF_8),
                timeMs,
                Map.of(),
                streamId,
                scenario);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
