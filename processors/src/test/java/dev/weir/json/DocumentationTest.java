package dev.weir.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Option;
import dev.weir.filter.Recording;
import dev.weir.filter.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The tables in docs/json.md say what the code says; {@code -Dweir.docs.write=true} writes them anew. The example of a
 * rule is the first fixture that needs that rule and no other, or as few others as there are.
 */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final String EXPLAINED = "{'a': True, \"b\": [1, 2";
    private static final String AROUND = "So: ```json\n[1, 2,]\n``` or {\"a\": 1,}, {b}.";

    /** A file of fixtures, and what its cases run through. */
    private record Fixtured(String file, Channel channel, Map<String, String> options) {}

    private static final Map<String, String> WITH_SCHEMA = Map.of("schema", Fixtures.text("schema.json"));
    private static final List<Fixtured> FILES = List.of(
            new Fixtured("arguments.txt", Channel.arguments(0), Map.of()),
            new Fixtured("content.txt", Channel.CONTENT, Map.of()),
            new Fixtured("schema.txt", Channel.CONTENT, WITH_SCHEMA),
            new Fixtured("aggressive.txt", Channel.arguments(0), Map.of("level", "aggressive")));

    @Test
    void shouldSayWhatTheCodeSays() throws IOException {
        String right = Files.readString(PAGE);
        right = withLines(right, "explained", explained());
        right = withLines(right, "scopes", scopes());
        right = withLines(right, "schema", schema());
        right = withLines(right, "options", options());
        right = withLines(right, "rules", rules());
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/json.md; -Dweir.docs.write=true writes its tables")
                .isEqualTo(right);
    }

    @Test
    void shouldHaveAFixtureForEachRule() {
        Map<Rule, Fixtures.Case> examples = examples();
        assertThat(Rule.values())
                .as("rules with a fixture; add one to arguments.txt for a rule that has none")
                .allSatisfy(rule -> assertThat(examples).containsKey(rule));
    }

    private static String withLines(String page, String name, List<String> lines) {
        String begin = "<!-- " + name + ": written by DocumentationTest -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + String.join("\n", lines) + "\n" + page.substring(to);
    }

    private static List<String> explained() {
        Recording recording = run(Channel.CONTENT, Map.of(), EXPLAINED.getBytes(UTF_8));
        List<String> lines = new ArrayList<>(List.of("```", "line 1, content"));
        for (Report report : recording.reports()) {
            lines.add("  " + report.filter() + ": " + report.kind() + " at byte " + report.inputOffset() + " -> "
                    + report.outputOffset());
        }
        lines.addAll(List.of("  - " + EXPLAINED, "  + " + recording.text(), "```"));
        return lines;
    }

    private static List<String> scopes() {
        List<String> lines =
                new ArrayList<>(List.of("| option | what comes of " + code(AROUND.getBytes(UTF_8)) + " |"));
        lines.add("| --- | --- |");
        for (String scope : option("scope").choices()) {
            boolean inProse = scope.equals("fenced") || scope.equals("embedded");
            for (String prose : inProse ? option("prose").choices() : List.of("keep")) {
                byte[] out = run(Channel.CONTENT, Map.of("scope", scope, "prose", prose), AROUND.getBytes(UTF_8))
                        .textBytes();
                String options = "`scope: " + scope + "`" + (prose.equals("drop") ? ", `prose: drop`" : "");
                lines.add("| " + options + " | " + code(out) + " |");
            }
        }
        return lines;
    }

    private static List<String> schema() {
        List<String> lines = new ArrayList<>(List.of("```json"));
        WITH_SCHEMA.values().forEach(schema -> lines.addAll(schema.lines().toList()));
        lines.addAll(List.of("```", "", "| case | before | after |", "| --- | --- | --- |"));
        for (Fixtures.Case fixture : Fixtures.read("schema.txt")) {
            boolean same = Arrays.equals(fixture.in(), fixture.out());
            String after = fixture.refused() ? "refused" : same ? "the same" : code(fixture.out());
            lines.add("| " + fixture.name() + " | " + code(fixture.in()) + " | " + after + " |");
        }
        return lines;
    }

    private static Option option(String name) {
        return new RepairJson()
                .options().stream()
                        .filter(option -> option.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> options() {
        List<String> lines = new ArrayList<>(List.of("| option | default | what it says |", "| --- | --- | --- |"));
        for (Option option : new RepairJson().options()) {
            String choices = option.choices().isEmpty() ? "" : " (" + String.join(", ", option.choices()) + ")";
            String value = option.defaultValue().isEmpty() ? "" : "`" + option.defaultValue() + "`";
            lines.add("| `" + option.name() + "`" + choices + " | " + value + " | " + option.description() + " |");
        }
        return lines;
    }

    private static List<String> rules() {
        Map<Rule, Fixtures.Case> examples = examples();
        List<String> lines = new ArrayList<>(
                List.of("| rule | level | what it does | before | after |", "| --- | --- | --- | --- | --- |"));
        for (Rule rule : Rule.values()) {
            Fixtures.Case example = examples.get(rule);
            String texts = example == null ? " | | |" : " | " + code(example.in()) + " | " + code(example.out()) + " |";
            lines.add("| `" + rule.label() + "` | " + word(rule.level()) + " | " + summary(rule) + texts);
        }
        return lines;
    }

    private static String summary(Rule rule) {
        return rule.summary().replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|");
    }

    private static String word(Rule.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static Map<Rule, Fixtures.Case> examples() {
        Map<Rule, Fixtures.Case> examples = new EnumMap<>(Rule.class);
        Map<Rule, Integer> rulesOfExample = new EnumMap<>(Rule.class);
        for (Fixtured fixtured : FILES) {
            for (Fixtures.Case fixture : Fixtures.read(fixtured.file())) {
                Set<Rule> rules = rulesNeeded(fixtured, fixture);
                for (Rule rule : rules) {
                    if (rules.size() < rulesOfExample.getOrDefault(rule, Integer.MAX_VALUE)) {
                        rulesOfExample.put(rule, rules.size());
                        examples.put(rule, fixture);
                    }
                }
            }
        }
        return examples;
    }

    /** The rules that a fixture needs; none if what comes of it is not what it says, which is another test's to tell. */
    private static Set<Rule> rulesNeeded(Fixtured fixtured, Fixtures.Case fixture) {
        Recording recording = run(fixtured.channel(), fixtured.options(), fixture.in());
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        if (!fixture.refused() && Arrays.equals(fixture.out(), recording.textBytes())) {
            recording.reports().forEach(report -> Rule.named(report.kind()).ifPresent(rules::add));
        }
        return rules;
    }

    private static Recording run(Channel channel, Map<String, String> options, byte[] text) {
        return Chunkings.whole(Json.filter(channel, false, options), text);
    }

    /** A text as code in a cell of a table: what a page does not show is written as the fixtures have it. */
    private static String code(byte[] text) {
        StringBuilder shown = new StringBuilder();
        String characters = new String(text, UTF_8);
        boolean utf8 = Arrays.equals(text, characters.getBytes(UTF_8));
        int[] symbols = utf8
                ? characters.codePoints().toArray()
                : new String(text, ISO_8859_1).codePoints().toArray();
        for (int symbol : symbols) {
            if (symbol == '\n' || symbol == '\r' || symbol == '\t') {
                shown.appendCodePoint(0x2400 + symbol);
            } else if (symbol < ' ' || symbol == 0x7F || (symbol > 0x7E && (!utf8 || isHidden(symbol)))) {
                for (byte b : utf8 ? Character.toString(symbol).getBytes(UTF_8) : new byte[] {(byte) symbol}) {
                    shown.append(String.format(Locale.ROOT, "\u27E6%02X\u27E7", b));
                }
            } else {
                shown.appendCodePoint(symbol);
            }
        }
        return fenced(shown.toString().replace("|", "\\|"));
    }

    private static boolean isHidden(int symbol) {
        int type = Character.getType(symbol);
        return type == Character.FORMAT
                || type == Character.SPACE_SEPARATOR
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR;
    }

    /** Between more back-ticks in a row than the text has. */
    private static String fenced(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + text + fence : fence + " " + text + " " + fence;
    }
}
