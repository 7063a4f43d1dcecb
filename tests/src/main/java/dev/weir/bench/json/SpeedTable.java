package dev.weir.bench.json;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Prints how fast each engine was over each document, and whether what came out is the document that it was. */
final class SpeedTable {

    private SpeedTable() {}

    /**
     * @param documents the folder of the documents
     * @param out the folder with a file ENGINE.speeds for each engine and the file ENGINE.DOCUMENT for each result
     */
    static void print(PrintStream to, Path documents, Path out) throws IOException {
        Map<String, Map<String, String>> speeds = new TreeMap<>();
        List<Path> files;
        try (var listed = Files.list(out)) {
            files = listed.filter(file -> file.toString().endsWith(".speeds"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", 3);
                speeds.computeIfAbsent(fields[0], name -> new TreeMap<>()).put(fields[1], fields[2]);
            }
        }
        to.printf(Locale.ROOT, "%-12s", "MB/s");
        speeds.keySet().forEach(engine -> to.printf(Locale.ROOT, " %16s", engine));
        to.println();
        for (String document : documents()) {
            to.printf(Locale.ROOT, "%-12s", document);
            for (Map.Entry<String, Map<String, String>> engine : speeds.entrySet()) {
                String speed = engine.getValue().getOrDefault(document, "-");
                to.printf(Locale.ROOT, " %16s", cell(speed, documents, out, engine.getKey(), document));
            }
            to.println();
        }
        to.println("(!) came out as JSON of another value, (!!) as no JSON");
    }

    private static List<String> documents() {
        List<String> names = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            RepairReport.SIZES.keySet().forEach(size -> names.add(condition.label() + "-" + size));
        }
        return names;
    }

    private static String cell(String speed, Path documents, Path out, String engine, String document)
            throws IOException {
        Path result = out.resolve(engine + "." + document);
        if (!Files.exists(result)) {
            return speed;
        }
        String size = document.substring(document.indexOf('-'));
        List<Object> expected = Values.read(Files.readString(documents.resolve(Condition.VALID.label() + size)));
        List<Object> values = Values.read(Files.readString(result));
        String mark = values == null ? " (!!)" : Objects.equals(values, expected) ? "" : " (!)";
        return String.format(Locale.ROOT, "%.1f%s", Double.parseDouble(speed), mark);
    }
}
