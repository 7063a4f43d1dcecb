package dev.weir.bench.json;

import dev.weir.filter.Channel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Java side of {@code tests/peers/json/run}, which lets repairers in several languages do the same work: writes the
 * documents, runs the Java engines, and judges what all of them did.
 */
public final class Contest {

    private static final String USAGE = """
            documents DIR                         writes the benchmark's documents
            speed ENGINE DIR SECONDS OUT          times weir or haibiiin over them; speeds and first results go to OUT
            mend ENGINE CASES OUT                 lets weir or haibiiin mend the cases
            speeds DIR OUT                        prints the table of speeds
            accuracy CASES NAME=ANSWERS..         prints the table of right, wrong and refused
            agreement CASES ANSWERS DIFFERING     prints how far the answers are the expected ones; lists the others
            conformance DIR                       lets Weir mend a suite of texts named y_, n_ and i_; ends with 1 if one is wrong
            """;

    private Contest() {}

    /** @throws IOException if a file cannot be read or written */
    public static void main(String[] words) throws IOException {
        List<String> rest = words.length == 0 ? List.of() : List.of(words).subList(1, words.length);
        switch (words.length == 0 ? "" : words[0] + "/" + rest.size()) {
            case "documents/1" -> documents(Path.of(rest.get(0)));
            case "speed/4" ->
                speed(rest.get(0), Path.of(rest.get(1)), Double.parseDouble(rest.get(2)), Path.of(rest.get(3)));
            case "mend/3" -> mend(engine(rest.get(0)), Path.of(rest.get(1)), Path.of(rest.get(2)));
            case "speeds/2" -> SpeedTable.print(System.out, Path.of(rest.get(0)), Path.of(rest.get(1)));
            case "agreement/3" ->
                Agreement.print(System.out, Path.of(rest.get(0)), Path.of(rest.get(1)), Path.of(rest.get(2)));
            case "conformance/1" -> {
                if (!Conformance.print(System.out, Path.of(rest.get(0)))) {
                    System.exit(1);
                }
            }
            default -> {
                if (rest.size() < 2 || !words[0].equals("accuracy")) {
                    System.err.print(USAGE);
                    System.exit(1);
                }
                Accuracy.print(System.out, Path.of(rest.get(0)), rest.subList(1, rest.size()));
            }
        }
    }

    private static Repairer engine(String name) {
        return switch (name) {
            case "weir" -> new WeirRepairer(Channel.CONTENT, Map.of("scope", "whole"), 0);
            case "haibiiin" -> new HaibiiinRepairer(true);
            default -> throw new IllegalArgumentException("there is no engine " + name);
        };
    }

    private static void documents(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Condition condition : Condition.values()) {
            for (Map.Entry<String, Integer> size : RepairReport.SIZES.entrySet()) {
                Files.write(
                        folder.resolve(condition.label() + "-" + size.getKey()),
                        Documents.text(condition, size.getValue()));
            }
        }
    }

    private static void speed(String name, Path documents, double seconds, Path out) throws IOException {
        List<Path> files;
        try (var listed = Files.list(documents)) {
            files = listed.sorted().toList();
        }
        StringBuilder table = new StringBuilder();
        for (Path file : files) {
            byte[] document = Files.readAllBytes(file);
            Repairer repairer = engine(name);
            Output first = repairer.repair(document);
            String speed = "refused";
            if (first != null) {
                Files.writeString(out.resolve(name + "." + file.getFileName()), first.string());
                rate(repairer, document, seconds);
                speed = Double.toString(rate(repairer, document, seconds));
            }
            table.append(name + "\t" + file.getFileName() + "\t" + speed + "\n");
        }
        Files.writeString(out.resolve(name + ".speeds"), table);
    }

    /** MB/s of one document, time and again for so many seconds. */
    private static double rate(Repairer repairer, byte[] document, double seconds) {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        long now;
        long runs = 0;
        do {
            if (repairer.repair(document) == null) {
                throw new IllegalStateException("refused what it had repaired");
            }
            runs++;
            now = System.nanoTime();
        } while (now < end);
        return 1e3 * runs * document.length / (now - begin);
    }

    private static void mend(Repairer repairer, Path cases, Path out) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(out)) {
            for (JsonLines.Case one : JsonLines.cases(cases)) {
                Output output = repairer.repair(one.damaged().getBytes(StandardCharsets.UTF_8));
                writer.write(JsonLines.line(output == null ? Map.of() : Map.of("text", output.string())));
                writer.newLine();
            }
        }
    }
}
