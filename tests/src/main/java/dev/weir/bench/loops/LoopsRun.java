package dev.weir.bench.loops;

import dev.weir.filter.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One measurement: every detector on every text, and what came of it. */
final class LoopsRun {

    /** Text that does not loop comes in pieces of some tokens each. */
    private static final int HONEST_PIECE_BYTES = 32;

    /** The rivals are slow, and their false alarms are so many that a part of the text tells their share. */
    private static final int RIVALS_READ_ONE_IN = 8;

    private static final int LONG_PERIOD = 256;
    private static final int MILLION = 1_000_000;

    private final LoopsSettings settings;
    private final List<Detector> detectors = new ArrayList<>();

    /** By the label of a detector; Weir is the first. */
    final Map<String, Map<PositiveKind, PositiveScore>> positives = new LinkedHashMap<>();

    /** Exact loops but for rulers, those with units of up to 256 bytes and the longer ones. */
    final Map<String, PositiveScore> shortPeriods = new LinkedHashMap<>();

    final Map<String, PositiveScore> longPeriods = new LinkedHashMap<>();
    final Map<String, Map<HonestKind, HonestScore>> generated = new LinkedHashMap<>();
    final Map<String, Map<String, HonestScore>> real = new LinkedHashMap<>();
    final Map<String, Map<TurnKind, TurnScore>> turns = new LinkedHashMap<>();
    final Map<PositiveKind, Variety> varieties = new EnumMap<>(PositiveKind.class);
    final List<PlacedAlarm> alarmsOnHonestText = new ArrayList<>();

    private final Map<String, Integer> alarmsOf = new HashMap<>();

    /** An alarm of Weir about a document. */
    record PlacedAlarm(String place, Alarm alarm) {}

    LoopsRun(LoopsSettings settings) {
        this.settings = settings;
        detectors.add(new WeirDetector());
        if (settings.rivals()) {
            detectors.add(new WindowHashRule());
            detectors.add(new SegmentRule());
            detectors.add(new TailRule());
        }
        for (Detector detector : detectors) {
            positives.put(detector.label(), new EnumMap<>(PositiveKind.class));
            generated.put(detector.label(), new EnumMap<>(HonestKind.class));
            real.put(detector.label(), new LinkedHashMap<>());
        }
    }

    LoopsSettings settings() {
        return settings;
    }

    List<String> labels() {
        return detectors.stream().map(Detector::label).toList();
    }

    void readPositives() {
        for (PositiveKind kind : PositiveKind.values()) {
            Variety variety = varieties.computeIfAbsent(kind, any -> new Variety());
            for (int number = 0; number < settings.textsOfEachKind(); number++) {
                Positive text = Positive.write(settings.seed(), kind, number);
                variety.add(text.text(), text.start(), text.end());
                for (Detector detector : detectors) {
                    List<Alarm> alarms = detector.read(text.text(), text.channel(), detector.pieceBytes());
                    of(positives, detector)
                            .computeIfAbsent(kind, any -> new PositiveScore())
                            .add(text, alarms);
                    if (kind.family() == Family.EXACT && !kind.isRuler()) {
                        Map<String, PositiveScore> scores = text.period() <= LONG_PERIOD ? shortPeriods : longPeriods;
                        scores.computeIfAbsent(detector.label(), any -> new PositiveScore())
                                .add(text, alarms);
                    }
                }
            }
        }
    }

    void readGenerated() {
        long share = (long) settings.honestMegabytes() * MILLION / HonestKind.values().length;
        for (HonestKind kind : HonestKind.values()) {
            long written = 0;
            for (int number = 0; written < share || number == 0; number++) {
                byte[] text = kind.write(settings.seed(), number);
                written += text.length;
                hear(generated, kind, text, kind.channel(), kind.label() + " " + number, number);
            }
        }
    }

    void readReal(Path folder) {
        String name = String.valueOf(folder.getFileName());
        int[] number = {0};
        RealTexts.read(
                folder, (text, place) -> hear(real, name, text, Channel.CONTENT, name + "/" + place, number[0]++));
    }

    private <K> void hear(
            Map<String, Map<K, HonestScore>> scores, K kind, byte[] text, Channel channel, String place, int number) {
        for (Detector detector : detectors) {
            boolean rival = !(detector instanceof WeirDetector);
            if (rival && number % RIVALS_READ_ONE_IN != 0) {
                continue;
            }
            HonestScore score = of(scores, detector).computeIfAbsent(kind, any -> new HonestScore());
            List<Alarm> alarms = listen(detector, text, channel, score);
            for (int i = 0; i < alarms.size() && !rival; i++) {
                if (alarmsOf.merge(kind.toString(), 1, Integer::sum) <= settings.alarmsShown()) {
                    alarmsOnHonestText.add(new PlacedAlarm(place, alarms.get(i)));
                }
            }
        }
    }

    void readConversations() throws IOException {
        try (TurnPipeline weir = new TurnPipeline()) {
            List<ConversationReader> readers = settings.rivals() ? List.of(weir, new CycleRule()) : List.of(weir);
            for (ConversationReader reader : readers) {
                Map<TurnKind, TurnScore> scores = new EnumMap<>(TurnKind.class);
                for (TurnKind kind : TurnKind.values()) {
                    TurnScore score = scores.computeIfAbsent(kind, any -> new TurnScore());
                    for (int number = 0; number < settings.textsOfEachKind(); number++) {
                        Conversation conversation = Conversation.write(settings.seed(), kind, number);
                        score.add(conversation, reader.read(conversation));
                    }
                }
                turns.put(reader.label(), scores);
            }
        }
    }

    private static List<Alarm> listen(Detector detector, byte[] text, Channel channel, HonestScore score) {
        long begin = System.nanoTime();
        List<Alarm> alarms = detector.read(text, channel, HONEST_PIECE_BYTES);
        long took = System.nanoTime() - begin;
        // a rule that spoke once read no further
        boolean over = !(detector instanceof WeirDetector) && !alarms.isEmpty();
        score.add(text.length, over ? alarms.get(0).at() : text.length, took, alarms);
        return alarms;
    }

    /** The scores of all kinds that a detector was given, in one. */
    HonestScore total(String label) {
        HonestScore total = new HonestScore();
        scores(generated, label).values().forEach(total::add);
        scores(real, label).values().forEach(total::add);
        return total;
    }

    /** The scores of the kinds that fulfil a condition, in one. */
    PositiveScore total(String label, Predicate<PositiveKind> condition) {
        PositiveScore total = new PositiveScore();
        scores(positives, label).forEach((kind, score) -> {
            if (condition.test(kind)) {
                total.add(score);
            }
        });
        return total;
    }

    /** The scores of the conversations that go round in circles, or of those that do not, in one. */
    TurnScore turnTotal(String label, boolean loops) {
        TurnScore total = new TurnScore();
        scores(turns, label).forEach((kind, score) -> {
            if (kind.loops() == loops) {
                total.add(score);
            }
        });
        return total;
    }

    private static <K, S> Map<K, S> scores(Map<String, Map<K, S>> all, String label) {
        Map<K, S> scores = all.get(label);
        return scores == null ? Map.of() : scores;
    }

    private static <K, S> Map<K, S> of(Map<String, Map<K, S>> all, Detector detector) {
        return all.computeIfAbsent(detector.label(), any -> new LinkedHashMap<>());
    }
}
