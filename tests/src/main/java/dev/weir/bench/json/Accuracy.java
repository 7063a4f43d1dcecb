package dev.weir.bench.json;

import dev.weir.bench.json.JsonLines.Answer;
import dev.weir.bench.json.JsonLines.Case;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints, for each kind of damage and each engine, how many repairs are right, wrong and refused. */
final class Accuracy {

    private static final String TOTAL = "in all, %";

    /** What became of the cases of one kind; what is no JSON is wrong, and counted. */
    private static final class Score {
        int right;
        int wrong;
        int refused;
        int invalid;

        void add(Case one, Answer answer) {
            if (answer.text() == null || answer.text().isBlank()) {
                refused++;
                return;
            }
            List<Object> values = Values.read(answer.text());
            if (values == null) {
                invalid++;
            }
            if (values != null && one.original() != null && values.equals(Values.read(one.original()))) {
                right++;
            } else {
                wrong++;
            }
        }

        double percent(int count) {
            return 100.0 * count / Math.max(1, right + wrong + refused);
        }
    }

    private Accuracy() {}

    /** @param engines for each engine its name, an equals sign, and the file of its answers */
    static void print(PrintStream to, Path file, List<String> engines) throws IOException {
        List<Case> cases = JsonLines.cases(file);
        Map<String, Map<String, Score>> table = new LinkedHashMap<>();
        cases.forEach(one -> table.put(one.kind(), new LinkedHashMap<>()));
        table.put(TOTAL, new LinkedHashMap<>());
        for (String engine : engines) {
            String[] name = engine.split("=", 2);
            List<Answer> answers = JsonLines.answers(Path.of(name[1]));
            if (answers.size() != cases.size()) {
                throw new IllegalArgumentException(
                        name[0] + " has " + answers.size() + " answers to " + cases.size() + " cases");
            }
            for (int i = 0; i < cases.size(); i++) {
                for (String kind : List.of(cases.get(i).kind(), TOTAL)) {
                    table.getOrDefault(kind, Map.of())
                            .computeIfAbsent(name[0], none -> new Score())
                            .add(cases.get(i), answers.get(i));
                }
            }
        }
        to.printf(Locale.ROOT, "%-32s", "right/wrong/refused");
        engines.forEach(engine -> to.printf(Locale.ROOT, " %18s", engine.split("=", 2)[0]));
        to.println();
        table.forEach((kind, scores) -> line(to, kind, scores));
    }

    private static void line(PrintStream to, String kind, Map<String, Score> scores) {
        to.printf(Locale.ROOT, "%-32s", kind);
        for (Score score : scores.values()) {
            String text = kind.equals(TOTAL)
                    ? String.format(
                            Locale.ROOT,
                            "%.1f/%.1f/%.1f",
                            score.percent(score.right),
                            score.percent(score.wrong),
                            score.percent(score.refused))
                    : score.right + "/" + score.wrong + "/" + score.refused;
            to.printf(Locale.ROOT, " %18s", text);
        }
        to.println();
        if (kind.equals(TOTAL)) {
            to.printf(Locale.ROOT, "%-32s", "of the wrong, no JSON at all");
            scores.values().forEach(score -> to.printf(Locale.ROOT, " %18d", score.invalid));
            to.println();
        }
    }
}
