package dev.weir.bench.dedup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints for each labelled log how many kinds of line {@code deduplicate} tells, and which of them it should not have. */
public final class MergeReport {

    /** Labels that no line passes of, of all: what a reader of the clean topic never hears of. */
    private static final double MOST_LOST = 0.01;

    private static final String[] COLUMNS = {
        "log",
        "lines",
        "templates",
        "different",
        "keys",
        "message keys",
        "false merges",
        "lost",
        "codes merged",
        "near keys",
        "near lost"
    };

    private MergeReport() {}

    /**
     * @param folders with labelled logs somewhere below
     * @param json whether to print one JSON object a log in place of a table
     * @return whether no status code or error number was merged, and all but one label in a hundred passed
     * @throws IOException if a folder cannot be read, or a table is none
     */
    public static boolean print(PrintWriter out, List<Path> folders, boolean json) throws IOException {
        List<MergeScore> scores = new ArrayList<>();
        for (LabelledLog log : LabelledLog.find(folders)) {
            scores.add(MergeScore.of(log));
        }
        MergeScore sum = MergeScore.sum(scores);
        scores.add(sum);
        if (json) {
            writeJson(out, scores);
        } else {
            printTable(out, scores);
        }
        out.flush();
        return sum.codesMerged() == 0 && sum.lost() <= MOST_LOST * sum.templates();
    }

    private static void printTable(PrintWriter out, List<MergeScore> scores) {
        out.println("| " + String.join(" | ", COLUMNS) + " |");
        out.println("| --- ".repeat(COLUMNS.length) + "|");
        for (MergeScore score : scores) {
            StringBuilder row = new StringBuilder("|");
            for (Object cell : score.cells()) {
                row.append(' ').append(cell).append(" |");
            }
            out.println(row);
        }
    }

    private static void writeJson(PrintWriter out, List<MergeScore> scores) throws IOException {
        JsonFactory factory = new JsonFactory();
        for (MergeScore score : scores) {
            try (JsonGenerator json = factory.createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                Object[] cells = score.cells();
                json.writeStringField(COLUMNS[0], (String) cells[0]);
                for (int i = 1; i < cells.length; i++) {
                    json.writeNumberField(COLUMNS[i], (Integer) cells[i]);
                }
                json.writeEndObject();
            }
            out.println();
        }
    }
}
