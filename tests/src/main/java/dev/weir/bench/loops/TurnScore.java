package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;

/** What one reader made of the conversations of one kind. */
final class TurnScore {

    private int conversations;
    private int turns;
    private int warned;
    private int stopped;
    private int periods;
    private int wrongPeriods;
    private final List<Double> repeats = new ArrayList<>();

    void add(Conversation conversation, List<Alarm> alarms) {
        conversations++;
        turns += conversation.turns().size();
        List<Alarm> counted = alarms.stream()
                .filter(alarm -> !conversation.kind().loops() || alarm.at() > conversation.start())
                .toList();
        warned += counted.isEmpty() ? 0 : 1;
        stopped += counted.stream().anyMatch(alarm -> alarm.level() == Level.STOP) ? 1 : 0;
        if (!counted.isEmpty() && conversation.kind().loops()) {
            Alarm first = counted.get(0);
            int cycle = conversation.kind().cycle();
            repeats.add((double) (first.at() - conversation.start()) / cycle);
            periods += first.period() > 0 ? 1 : 0;
            wrongPeriods += first.period() > 0 && first.period() != cycle ? 1 : 0;
        }
    }

    void add(TurnScore other) {
        conversations += other.conversations;
        turns += other.turns;
        warned += other.warned;
        stopped += other.stopped;
        periods += other.periods;
        wrongPeriods += other.wrongPeriods;
        repeats.addAll(other.repeats);
    }

    int conversations() {
        return conversations;
    }

    int turns() {
        return turns;
    }

    /** The share of conversations with any alarm, in percent. */
    double alarmedPercent() {
        return Share.percent(warned, conversations);
    }

    int stopped() {
        return stopped;
    }

    double stoppedPercent() {
        return Share.percent(stopped, conversations);
    }

    double wrongPeriodPercent() {
        return Share.percent(wrongPeriods, periods);
    }

    /** How often the cycle had been gone through at the first alarm. */
    double medianRepeats() {
        return Share.median(repeats.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double maxRepeats() {
        return Share.max(repeats.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
