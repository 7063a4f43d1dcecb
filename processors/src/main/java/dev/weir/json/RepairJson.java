package dev.weir.json;

import dev.weir.filter.Channel;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StreamFilterType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes damaged JSON valid while it streams, leaves valid JSON as it is byte for byte, and leaves prose alone.
 *
 * <p>Content is JSON if its first bytes say so, or always with {@code scope: whole}; arguments of tool calls always are;
 * thinking never is. One value or several in a row come out, each as valid as RFC 8259 has it. Text around the JSON is
 * dropped and reported, as is every other repair, under the flag {@code json-repaired}.
 *
 * <p>What cannot be mended with evidence is refused: a whole document with {@link dev.weir.filter.RefusedException}; a
 * stream under way is completed, the rest is swallowed, and an alert and the flag {@code json-refused} say so.
 *
 * <p>The work is linear in the text: doubtful places read at most {@code look-ahead} more bytes each, and on the whole no
 * more than eight times the text and 64 bytes each besides. A stream costs the undecided bytes, which are at most twice
 * {@code look-ahead} and 4 KiB of white space, one byte per open container and under 1 KiB besides; a whole document is
 * buffered.
 */
public final class RepairJson implements StreamFilterType {

    static final String NAME = "repair-json";
    static final String FLAG = "json-repaired";
    static final String REFUSED_FLAG = "json-refused";
    static final String INVALID_FLAG = "json-invalid";
    /** The kind of the alert that text cannot be mended. */
    static final String REFUSED = "refused";
    /** The kind of the alert that a document does not fit the schema. */
    static final String INVALID = "invalid";

    private static final String A_RULE =
            "a rule; there are " + Arrays.stream(Rule.values()).map(Rule::label).collect(Collectors.joining(", "));

    private static final String REPORT_HEADER = "report-header";
    private static final String SCHEMA = "schema";
    private static final String CONTENT = "content";
    private static final String ARGUMENTS = "arguments";
    private static final String SCHEMA_FOR = "schema-for";
    private static final String SCHEMA_LIMIT = "schema-limit";

    private static final List<Option> OPTIONS = List.of(
            Option.choice(
                    "scope",
                    "auto",
                    "Where content has JSON: auto, it is JSON if its first bytes say so and prose otherwise; whole, it must"
                            + " be JSON; fenced, in the code fences of prose; embedded, in the fences and the containers"
                            + " of prose.",
                    "auto",
                    "whole",
                    "fenced",
                    "embedded"),
            Option.choice(
                    "prose",
                    "keep",
                    "Whether the text around the JSON stays with the scopes fenced and embedded; the others drop it.",
                    "keep",
                    "drop"),
            Option.choice(
                    "level",
                    "standard",
                    "Which rules repair: strict, those with one reading; standard, also those that decide by evidence;"
                            + " aggressive, also those that guess.",
                    "strict",
                    "standard",
                    "aggressive"),
            Option.text("enable", "", "Rules besides those of the level, by name."),
            Option.text("disable", "", "Rules of the level that are not used, by name."),
            Option.choice(
                    "unmendable",
                    "refuse",
                    "What happens to text that cannot be mended: refuse, it goes to the dead-letter topic, or a stream"
                            + " under way is completed and the rest swallowed; pass, it goes on as it came.",
                    "refuse",
                    "pass"),
            Option.integer(
                    "max-depth", 512, 1, 1_000_000, "How many containers may be open before the text is refused."),
            Option.size("look-ahead", "256", 64, 1 << 16, "How many bytes a doubtful place may wait to be decided."),
            Option.json(
                    SCHEMA,
                    "",
                    "A JSON Schema (draft 2020-12, 2019-09, 07 or 06) that documents have to fit, as a map, as JSON text or"
                            + " as file: and a path beside this file. It decides what doubtful text means, and judges each"
                            + " document at its end, valid ones too. With scope auto the content has to be JSON then."),
            Option.choice(
                    SCHEMA_FOR,
                    CONTENT,
                    "What the schema is for: content, the arguments of tool calls, or all.",
                    CONTENT,
                    ARGUMENTS,
                    "all"),
            Option.size(
                    SCHEMA_LIMIT,
                    "64KiB",
                    1 << 10,
                    64 << 20,
                    "How long a document of a stream may be to be judged; one that comes as a whole always is."),
            Option.bool(
                    REPORT_HEADER,
                    false,
                    "Whether a clean record names the repairs made with it in the header weir-repairs."));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Makes damaged JSON valid while it streams; leaves valid JSON and prose alone.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        JsonSchema schema = schema(values);
        String schemaFor = values.text(SCHEMA_FOR);
        Settings content = settings(values, schemaFor.equals(ARGUMENTS) ? null : schema);
        Settings arguments = content.forWholeText(schemaFor.equals(CONTENT) ? null : schema);
        return (channel, wholeDocument) -> {
            if (channel.kind() == Channel.Kind.THINKING) {
                return null;
            }
            Settings chosen = channel.kind() == Channel.Kind.CONTENT ? content : arguments;
            return wholeDocument ? new WholeDocumentFilter(chosen) : new RepairJsonFilter(chosen);
        };
    }

    @Override
    public boolean reportsInHeader(OptionValues values) {
        return values.bool(REPORT_HEADER);
    }

    private static @Nullable JsonSchema schema(OptionValues values) {
        String text = values.text(SCHEMA);
        return text.isBlank() ? null : JsonSchema.compile(SCHEMA, text, values.intNumber(SCHEMA_LIMIT));
    }

    private static Settings settings(OptionValues values, @Nullable JsonSchema schema) {
        Rule.Level level = Rule.Level.valueOf(values.text("level").toUpperCase(Locale.ROOT));
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Rule rule : Rule.values()) {
            if (rule.level().compareTo(level) <= 0) {
                rules.add(rule);
            }
        }
        rules.addAll(named(values, "enable"));
        rules.removeAll(named(values, "disable"));
        Settings.Scope scope = Settings.Scope.valueOf(values.text("scope").toUpperCase(Locale.ROOT));
        return new Settings(
                rules,
                schema != null && scope == Settings.Scope.AUTO ? Settings.Scope.WHOLE : scope,
                values.text("prose").equals("keep"),
                values.text("unmendable").equals("pass"),
                values.intNumber("max-depth"),
                values.intNumber("look-ahead"),
                schema);
    }

    private static Set<Rule> named(OptionValues values, String option) {
        Set<Rule> named = EnumSet.noneOf(Rule.class);
        for (String label : values.text(option).trim().split("[,\\s]+", 0)) {
            if (!label.isEmpty()) {
                named.add(Rule.named(label).orElseThrow(() -> new OptionException(option, label, A_RULE)));
            }
        }
        return named;
    }
}
