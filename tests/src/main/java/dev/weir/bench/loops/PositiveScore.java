package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;

/** What one detector made of the texts of one kind, or several kinds, that loop. */
final class PositiveScore {

    /** An exact start may be off by so much: a byte for short units, for long ones what a window's table forgot. */
    private static final int MOST_SLACK_BYTES = 48;

    private static final int PERIOD_SLACK_PERCENT = 10;

    private int texts;
    private int found;
    private int tooEarly;
    private int starts;
    private int wrongStarts;
    private int periods;
    private int wrongPeriods;
    private final List<Double> delayBytes = new ArrayList<>();
    private final List<Double> delayRepeats = new ArrayList<>();
    private final List<Double> bytesToStop = new ArrayList<>();

    void add(Positive text, List<Alarm> alarms) {
        texts++;
        tooEarly += alarms.stream().anyMatch(alarm -> alarm.at() <= text.start()) ? 1 : 0;
        List<Alarm> right = alarms.stream()
                .filter(alarm -> alarm.at() > text.start() && alarm.at() <= text.end() && names(alarm, text.kind()))
                .toList();
        if (right.isEmpty()) {
            return;
        }
        found++;
        right.stream()
                .filter(alarm -> alarm.level() == Level.STOP)
                .findFirst()
                .ifPresent(alarm -> bytesToStop.add((double) alarm.at() - text.start()));
        Alarm first = right.get(0);
        long bytes = first.at() - text.start();
        delayBytes.add((double) bytes);
        delayRepeats.add(Math.floor((double) bytes / text.period()));
        if (text.kind().hasPeriod()) {
            judge(text, first);
        }
    }

    private void judge(Positive text, Alarm alarm) {
        boolean exact = text.kind().family() == Family.EXACT;
        if (alarm.start() != Alarm.UNKNOWN_START) {
            starts++;
            int slack = exact ? Math.min(text.period(), MOST_SLACK_BYTES) : 2 * text.period();
            wrongStarts += Math.abs(alarm.start() - text.start()) > slack ? 1 : 0;
        }
        if (alarm.period() > 0) {
            periods++;
            int slack = exact ? 0 : 2 + text.period() * PERIOD_SLACK_PERCENT / 100;
            wrongPeriods += Math.abs(alarm.period() - text.period()) > slack ? 1 : 0;
        }
    }

    /** A loop that is exact has to be called so; any word is good enough for the others, and for rules of one word. */
    private static boolean names(Alarm alarm, PositiveKind kind) {
        return kind.family() != Family.EXACT
                || alarm.kind().equals(RuleText.KIND)
                || alarm.kind().equals(Family.EXACT.label());
    }

    void add(PositiveScore other) {
        texts += other.texts;
        found += other.found;
        tooEarly += other.tooEarly;
        starts += other.starts;
        wrongStarts += other.wrongStarts;
        periods += other.periods;
        wrongPeriods += other.wrongPeriods;
        delayBytes.addAll(other.delayBytes);
        delayRepeats.addAll(other.delayRepeats);
        bytesToStop.addAll(other.bytesToStop);
    }

    int texts() {
        return texts;
    }

    /** How many of the loops were told while they went on, in percent. */
    double recallPercent() {
        return Share.percent(found, texts);
    }

    double stopPercent() {
        return Share.percent(bytesToStop.size(), texts);
    }

    /** How many texts had an alarm before the loop began. */
    int tooEarly() {
        return tooEarly;
    }

    double wrongStartPercent() {
        return Share.percent(wrongStarts, starts);
    }

    double wrongPeriodPercent() {
        return Share.percent(wrongPeriods, periods);
    }

    double medianDelayBytes() {
        return Share.median(values(delayBytes));
    }

    double maxDelayBytes() {
        return Share.max(values(delayBytes));
    }

    double medianBytesToStop() {
        return Share.median(values(bytesToStop));
    }

    double medianDelayRepeats() {
        return Share.median(values(delayRepeats));
    }

    double maxDelayRepeats() {
        return Share.max(values(delayRepeats));
    }

    /** The share of what was found that was found within so many repeats or so many bytes, in percent. */
    double promptPercent(int repeats, int bytes) {
        int prompt = 0;
        for (int i = 0; i < found; i++) {
            prompt += delayRepeats.get(i) <= repeats || delayBytes.get(i) <= bytes ? 1 : 0;
        }
        return Share.percent(prompt, found);
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
