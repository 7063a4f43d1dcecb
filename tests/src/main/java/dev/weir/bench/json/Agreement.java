package dev.weir.bench.json;

import dev.weir.bench.json.JsonLines.Answer;
import dev.weir.bench.json.JsonLines.Case;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints how far an engine's answers are those that another one's tests expect, and lists the cases where they are not. */
final class Agreement {

    /** How an answer stands to what is expected, told by the values alone. */
    enum Verdict {
        SAME_VALUE("the same value"),
        BOTH_REFUSE("both refuse"),
        SEQUENCE("the same values in a row, not as a list"),
        NULL("null where they have an empty text or nothing"),
        WHITE_SPACE("the same but for white space and backslashes in texts"),
        CUT("the same letters and digits, cut into values elsewhere"),
        MORE("more of the input is kept here"),
        LESS("less of the input is kept here"),
        OTHER("as much of the input, but other letters or digits"),
        REFUSES_TEXT("text or number alone, refused here"),
        REFUSES("refused here, mended there"),
        REPAIRS("mended here, refused there");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }
    }

    private Agreement() {}

    static void print(PrintStream to, Path file, Path answers, Path differing) throws IOException {
        List<Case> cases = JsonLines.cases(file);
        List<Answer> given = JsonLines.answers(answers);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        try (BufferedWriter list = Files.newBufferedWriter(differing)) {
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                Verdict found = compare(one.original(), given.get(i).text());
                counts.merge(found, 1, Integer::sum);
                if (found != Verdict.SAME_VALUE && found != Verdict.BOTH_REFUSE) {
                    Map<String, @Nullable String> line = new LinkedHashMap<>();
                    line.put("class", found.label);
                    line.put("test", one.kind());
                    line.put("input", one.damaged());
                    line.put("theirs", one.original());
                    line.put("ours", given.get(i).text());
                    list.write(JsonLines.line(line));
                    list.newLine();
                }
            }
        }
        for (Verdict each : Verdict.values()) {
            int count = counts.getOrDefault(each, 0);
            to.printf(Locale.ROOT, "%-54s %5d %5.1f %%%n", each.label, count, 100.0 * count / cases.size());
        }
        to.printf(Locale.ROOT, "%-54s %5d%n", "cases", cases.size());
    }

    static Verdict compare(@Nullable String theirs, @Nullable String ours) {
        List<Object> expected = theirs == null ? null : Values.read(theirs);
        List<Object> values = ours == null ? null : Values.read(ours);
        if (expected == null || values == null) {
            return values != null ? Verdict.REPAIRS : expected == null ? Verdict.BOTH_REFUSE : refused(expected.get(0));
        }
        if (expected.equals(values)) {
            return Verdict.SAME_VALUE;
        }
        if (values.size() > 1 && expected.equals(List.of(values))) {
            return Verdict.SEQUENCE;
        }
        if (withoutNothing(expected).equals(withoutNothing(values))) {
            return Verdict.NULL;
        }
        if (visible(expected).equals(visible(values))) {
            return Verdict.WHITE_SPACE;
        }
        String theirText = text(expected);
        String ourText = text(values);
        if (theirText.equals(ourText)) {
            return Verdict.CUT;
        }
        int more = Integer.compare(ourText.length(), theirText.length());
        return more > 0 ? Verdict.MORE : more < 0 ? Verdict.LESS : Verdict.OTHER;
    }

    private static Verdict refused(Object expected) {
        return expected instanceof Map || expected instanceof List ? Verdict.REFUSES : Verdict.REFUSES_TEXT;
    }

    /** The value with neither white space nor backslashes in its texts. */
    private static Object visible(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<Object, Object> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put(visible(name), visible(member)));
            return all;
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(Agreement::visible).toList();
        }
        return value instanceof String text ? text.replaceAll("[\\\\\\s]", "") : value;
    }

    /** The letters and digits of the value, in their order. */
    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> text.append(text(name)).append(text(member)));
        } else if (value instanceof List<?> elements) {
            elements.forEach(element -> text.append(text(element)));
        } else if (value != Values.NULL) {
            value.toString().codePoints().filter(Character::isLetterOrDigit).forEach(text::appendCodePoint);
        }
        return text.toString();
    }

    /** The value without the members and elements that are null or an empty text. */
    private static Object withoutNothing(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<Object, Object> left = new LinkedHashMap<>();
            members.forEach((name, member) -> {
                if (!isNothing(member)) {
                    left.put(name, withoutNothing(member));
                }
            });
            return left;
        }
        if (value instanceof List<?> elements) {
            List<Object> left = new ArrayList<>();
            elements.stream()
                    .filter(element -> !isNothing(element))
                    .forEach(element -> left.add(withoutNothing(element)));
            return left;
        }
        return value;
    }

    private static boolean isNothing(Object value) {
        return value == Values.NULL || value.equals("");
    }
}
