package dev.weir.bench.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets Weir mend a suite of JSON texts whose names say what a parser should do with them: {@code y_} take it, {@code n_}
 * refuse it, {@code i_} either. What it should take has to come out byte for byte, what it should refuse as valid JSON or
 * not at all.
 */
final class Conformance {

    /** What became of a text. */
    enum Outcome {
        UNTOUCHED("byte for byte"),
        VALUES("byte for byte, several values"),
        NOTHING("no text, none came out"),
        MENDED("mended, valid"),
        REFUSED("refused"),
        INVALID("not valid");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    private static final JsonFactory PARSERS = new JsonFactory();
    private static final Pattern HALF_A_PAIR =
            Pattern.compile("((?<!\\\\)(?:\\\\\\\\)*\\\\)u[dD][89a-fA-F][0-9a-fA-F]{2}");

    private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();

    /** @return whether all is as it should be */
    static boolean print(PrintStream to, Path folder) throws IOException {
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        boolean sound = print(to, files, "whole", 0);
        return print(to, files, "in pieces of one byte", 1) && sound;
    }

    private static boolean print(PrintStream to, List<Path> files, String how, int pieceBytes) throws IOException {
        Repairer repairer = new WeirRepairer(Channel.CONTENT, Map.of("scope", "whole"), pieceBytes);
        Conformance conformance = new Conformance();
        boolean sound = true;
        for (Path file : files) {
            String name = file.getFileName().toString();
            String kind = name.substring(0, 1);
            byte[] text = Files.readAllBytes(file);
            Outcome outcome = outcome(text, repairer.repair(text));
            conformance
                    .counts
                    .computeIfAbsent(kind, none -> new EnumMap<>(Outcome.class))
                    .merge(outcome, 1, Integer::sum);
            boolean right = right(kind, outcome);
            sound &= right;
            if (!right || kind.equals("i") || outcome == Outcome.VALUES || outcome == Outcome.NOTHING) {
                to.printf("%s%-60s %s%n", right ? "" : "WRONG ", name, outcome.label);
            }
        }
        conformance.counts.forEach((kind, outcomes) -> outcomes.forEach(
                (outcome, count) -> to.printf(Locale.ROOT, "%s, %s_: %-30s %4d%n", how, kind, outcome.label, count)));
        return sound;
    }

    private static boolean right(String kind, Outcome outcome) {
        return switch (kind) {
            case "y" -> outcome == Outcome.UNTOUCHED;
            case "n" -> outcome != Outcome.INVALID && outcome != Outcome.UNTOUCHED;
            default -> outcome != Outcome.INVALID;
        };
    }

    static Outcome outcome(byte[] text, @Nullable Output output) {
        if (output == null) {
            return Outcome.REFUSED;
        }
        byte[] mended = output.toByteArray();
        boolean same = Arrays.equals(text, mended);
        if (same && output.string().isBlank()) {
            return Outcome.NOTHING;
        }
        int values = values(mended);
        if (values == 0) {
            return Outcome.INVALID;
        }
        return !same ? Outcome.MENDED : values == 1 ? Outcome.UNTOUCHED : Outcome.VALUES;
    }

    /**
     * How many values the text has, 0 if it is not valid JSON. The escape of half a surrogate pair is sound by the grammar
     * (RFC 8259, section 8.2), but Jackson refuses it in names: it is made a letter first.
     */
    private static int values(byte[] text) {
        int values = 0;
        int depth = 0;
        String letters = HALF_A_PAIR
                .matcher(new String(text, StandardCharsets.ISO_8859_1))
                .replaceAll("$1u0041");
        try (JsonParser parser = PARSERS.createParser(letters.getBytes(StandardCharsets.ISO_8859_1))) {
            while (parser.nextToken() != null) {
                depth += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                boolean ends = depth == 0;
                parser.finishToken();
                values += ends ? 1 : 0;
            }
        } catch (IOException e) {
            return 0;
        }
        return values;
    }
}
