package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of a run. */
final class LoopsTables {

    private LoopsTables() {}

    /** All tables, those that are empty left out; the bars are the last. */
    static List<Table> of(LoopsRun run) {
        String weir = run.labels().get(0);
        List<Table> tables = new ArrayList<>(List.of(
                corpus(run),
                positives(run, weir),
                turns(run),
                honest("generated", "Generated text that repeats by right", weir, run.generated),
                honest("real", "Real text", weir, run.real),
                alarms(run),
                comparison(run),
                bars(run, weir)));
        tables.removeIf(Table::isEmpty);
        return tables;
    }

    private static Table corpus(LoopsRun run) {
        Table table = new Table(
                "corpus",
                "The loops themselves: how much of them is new, mean of their texts",
                "kind",
                "texts",
                "seq-rep-4",
                "distinct-1",
                "distinct-2",
                "distinct-3");
        run.varieties.forEach((kind, variety) -> table.row(
                kind.label(),
                run.settings().textsOfEachKind(),
                variety.seqRep4(),
                variety.distinct(1),
                variety.distinct(2),
                variety.distinct(3)));
        return table;
    }

    private static Table positives(LoopsRun run, String label) {
        Table table = new Table(
                "positives",
                "Texts that loop, as " + label + " told them; delay from the first byte of the loop on",
                "family",
                "kind",
                "texts",
                "recall %",
                "stop %",
                "repeats, median",
                "repeats, max",
                "bytes, median",
                "bytes, max",
                "bytes to stop, median",
                "wrong start %",
                "wrong period %",
                "too early");
        Map<PositiveKind, PositiveScore> scores = run.positives.getOrDefault(label, Map.of());
        scores.forEach((kind, score) -> table.row(
                kind.family().label(),
                kind.label(),
                score.texts(),
                score.recallPercent(),
                score.stopPercent(),
                score.medianDelayRepeats(),
                score.maxDelayRepeats(),
                score.medianDelayBytes(),
                score.maxDelayBytes(),
                score.medianBytesToStop(),
                score.wrongStartPercent(),
                score.wrongPeriodPercent(),
                score.tooEarly()));
        return table;
    }

    private static Table turns(LoopsRun run) {
        Table table = new Table(
                "turns",
                "Conversations, response by response; the last of them go on by right",
                "reader",
                "kind",
                "conversations",
                "responses",
                "alarm %",
                "stop %",
                "cycles, median",
                "cycles, max",
                "wrong period %");
        run.turns.forEach((label, scores) -> scores.forEach((kind, score) -> table.row(
                label,
                kind.label(),
                score.conversations(),
                score.turns(),
                score.alarmedPercent(),
                score.stoppedPercent(),
                score.medianRepeats(),
                score.maxRepeats(),
                score.wrongPeriodPercent())));
        return table;
    }

    private static <K> Table honest(
            String name, String title, String label, Map<String, Map<K, HonestScore>> scoresByLabel) {
        Table table = new Table(
                name,
                title + ", and what " + label + " said of it",
                "kind",
                "documents",
                "MB",
                "warned %",
                "stopped %",
                "warnings/MB",
                "stops/MB",
                "alarms");
        scoresByLabel
                .getOrDefault(label, Map.of())
                .forEach((kind, score) -> table.row(
                        kind instanceof HonestKind honest ? honest.label() : String.valueOf(kind),
                        score.documents(),
                        score.millionBytes(),
                        score.warnedPercent(),
                        score.stoppedPercent(),
                        score.warningsPerMillionBytes(),
                        score.stopsPerMillionBytes(),
                        score.kinds()));
        return table;
    }

    private static Table alarms(LoopsRun run) {
        Table table = new Table(
                "alarms",
                "Alarms about honest text, to look at",
                "document, from byte",
                "alarm",
                "level",
                "offset",
                "period",
                "repeats in the end",
                "told at");
        run.alarmsOnHonestText.forEach(placed -> table.row(
                placed.place(),
                placed.alarm().kind(),
                placed.alarm().level(),
                placed.alarm().start(),
                placed.alarm().period(),
                placed.alarm().repeats(),
                placed.alarm().at()));
        return table;
    }

    private static Table comparison(LoopsRun run) {
        Table table = new Table(
                "comparison",
                "Side by side, on the same texts; delay is that of exact loops, cost that of honest text",
                "detector",
                "exact %",
                "counters %",
                "near %",
                "novelty %",
                "turns %",
                "repeats, median",
                "bytes, median",
                "honest MB",
                "warned doc %",
                "stopped doc %",
                "stops/MB",
                "circles by mistake %",
                "ns/byte");
        for (String label : run.labels()) {
            PositiveScore exact = family(run, label, Family.EXACT);
            HonestScore honest = run.total(label);
            table.row(
                    label,
                    exact.recallPercent(),
                    run.total(label, PositiveKind::countsUp).recallPercent(),
                    family(run, label, Family.NEAR).recallPercent(),
                    family(run, label, Family.NOVELTY).recallPercent(),
                    run.turnTotal(label, true).alarmedPercent(),
                    exact.medianDelayRepeats(),
                    exact.medianDelayBytes(),
                    honest.millionBytes(),
                    honest.warnedPercent(),
                    honest.stoppedPercent(),
                    honest.stopsPerMillionBytes(),
                    run.turnTotal(label, false).alarmedPercent(),
                    honest.nanosPerByte());
        }
        return table;
    }

    private static PositiveScore family(LoopsRun run, String label, Family family) {
        return run.total(label, kind -> kind.family() == family);
    }

    private static Table bars(LoopsRun run, String label) {
        Table table = new Table("bars", "What has to hold", "measured", "value", "limit", "holds");
        Bar.of(run, label).forEach(bar -> table.row(bar.what(), bar.value(), bar.limit(), bar.holds()));
        return table;
    }
}
