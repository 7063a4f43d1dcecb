package dev.weir.watch;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The figures of a second as a table: a line for each pipeline and, below it, for each of its filters. */
public final class TopTable {

    private static final String[] HEADINGS = {
        "PIPELINE", "STATE", "LAG", "IN/S", "CLEAN/S", "MB/S", "P50", "P99", "ALERTS", "DEAD", "CLEANED"
    };
    private static final int STATE = 1;
    /** From here on columns are set to the right, but for the last. */
    private static final int FIRST_NUMBER = 2;

    private static final int LAST = HEADINGS.length - 1;
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean coloured;

    /** @param coloured whether to set states and headings off by colours */
    public TopTable(boolean coloured) {
        this.coloured = coloured;
    }

    /** The lines of a snapshot. */
    public List<String> lines(URI server, Tree snapshot) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Tree pipeline : snapshot.at("pipelines").elements()) {
            rows.add(pipeline(pipeline));
            for (Tree filter : pipeline.at("filters").elements()) {
                rows.add(filter(pipeline, filter));
            }
        }
        int[] widths = new int[HEADINGS.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        double upMs = snapshot.at("time").number() - snapshot.at("startedTime").number();
        lines.add(painted(BOLD, "weir") + " on " + server + ", up for " + Figure.span(upMs));
        lines.add("");
        for (String[] row : rows) {
            lines.add(line(row, widths));
        }
        List<Tree> batches = snapshot.at("batches").elements();
        if (!batches.isEmpty()) {
            lines.add("");
            for (Tree batch : batches) {
                lines.add("batches: " + batch.at("stage").text() + " on "
                        + batch.at("backend").text() + ", "
                        + Figure.count(batch.at("messages").number()) + " messages");
            }
        }
        return lines;
    }

    private static String[] pipeline(Tree pipeline) {
        Tree rate = pipeline.at("rate");
        Tree total = pipeline.at("total");
        return new String[] {
            pipeline.at("name").text(),
            pipeline.at("state").text(),
            Figure.count(pipeline.at("lag").number()),
            Figure.rate(rate.at("recordsIn").number()),
            Figure.rate(rate.at("recordsOut").number()),
            Figure.megabytes(rate.at("bytesIn").number()),
            Figure.seconds(pipeline.at("p50").number()),
            Figure.seconds(pipeline.at("p99").number()),
            Figure.count(total.at("alerts").number()),
            Figure.count(total.at("dead").number()),
            ""
        };
    }

    private static String[] filter(Tree pipeline, Tree filter) {
        String[] row = new String[HEADINGS.length];
        Arrays.fill(row, "");
        row[0] = "  " + filter.at("name").text();
        double p50 = filter.at("p50").number();
        if (!Double.isNaN(p50)) {
            row[6] = Figure.seconds(p50);
            row[7] = Figure.seconds(filter.at("p99").number());
        }
        String cleans = filter.at("cleans").text();
        if (!cleans.isEmpty()) {
            double total = pipeline.at("total").at(cleans).number();
            double rate = pipeline.at("rate").at(cleans).number();
            row[LAST] = cleans.equals("thinkingBytes")
                    ? Figure.bytes(total) + " of thinking, " + Figure.bytes(rate) + "/s"
                    : Figure.count(total) + " " + cleans + ", " + Figure.rate(rate) + "/s";
        }
        return row;
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            boolean number = i >= FIRST_NUMBER && i < LAST;
            line.append(number ? padding : "").append(cell(row, i)).append(number ? "" : padding);
            line.append(i < LAST ? "  " : "");
        }
        return line.toString().stripTrailing();
    }

    private String cell(String[] row, int column) {
        if (row[0].equals(HEADINGS[0])) {
            return painted(FAINT, row[column]);
        }
        if (column == STATE && !row[column].isEmpty()) {
            return painted(row[column].equals("RUNNING") ? GREEN : RED, row[column]);
        }
        return column == 0 && !row[0].startsWith(" ") ? painted(BOLD, row[0]) : row[column];
    }

    private String painted(String colour, String text) {
        return coloured && !text.isEmpty() ? colour + text + PLAIN : text;
    }
}
