package dev.weir.bench.dedup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A log with a label for each line, as loghub publishes them: the lines as they were written, and a table with the message and
 * the template of each.
 *
 * @see <a href="https://github.com/logpai/loghub">Zhu et al.: Loghub</a>
 */
record LabelledLog(String name, List<Line> lines) {

    private static final String SUFFIX = "_structured.csv";

    /**
     * @param whole the line as it was written; its message where that is not there
     * @param message the line without its time, level and origin
     * @param template what the line is labelled with
     */
    record Line(String whole, String message, String template) {}

    /** All labelled logs below some folders, by their names. */
    static List<LabelledLog> find(List<Path> folders) throws IOException {
        return find(folders, name -> true);
    }

    /** The labelled logs below some folders with certain names; the others are not read. */
    static List<LabelledLog> find(List<Path> folders, Predicate<String> names) throws IOException {
        List<LabelledLog> logs = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> tables;
            try (Stream<Path> files = Files.walk(folder)) {
                tables = files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                        .filter(file -> names.test(name(file)))
                        .sorted()
                        .toList();
            }
            for (Path table : tables) {
                logs.add(read(table));
            }
        }
        return logs;
    }

    private static LabelledLog read(Path table) throws IOException {
        List<List<String>> rows = CsvTable.read(Files.readString(table));
        int message = rows.get(0).indexOf("Content");
        int template = rows.get(0).indexOf("EventId");
        if (message < 0 || template < 0) {
            throw new IOException(table + " has no columns Content and EventId");
        }
        String file = table.getFileName().toString();
        Path written = table.resolveSibling(file.substring(0, file.length() - SUFFIX.length()));
        List<String> whole = Files.exists(written) ? Files.readAllLines(written) : List.of();
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            String text = rows.get(i).get(message);
            lines.add(new Line(
                    whole.size() == rows.size() - 1 ? whole.get(i - 1) : text,
                    text,
                    rows.get(i).get(template)));
        }
        return new LabelledLog(name(table), lines);
    }

    private static String name(Path table) {
        return table.getFileName().toString().replaceAll("(_2k)?\\.log_.*", "").toLowerCase(Locale.ROOT);
    }
}
