package dev.weir.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The repairs that there are. A rule's {@link #label} is its name in options, reports, metrics and the documentation.
 *
 * <p>Its level says how much it takes for granted: {@link Level#STRICT} rules have one reading, {@link Level#STANDARD}
 * rules decide by evidence in the text, {@link Level#AGGRESSIVE} ones guess.
 */
enum Rule {
    BACKTICKS(Level.STRICT, "Strings in backticks get double quotes."),
    BARE_LIST(Level.AGGRESSIVE, "A text of elements without brackets becomes an array, as does one in parentheses."),
    BARE_TEXT(Level.AGGRESSIVE, "A text without any JSON, of at most 256 bytes, becomes a string."),
    BYTE_ORDER_MARK(Level.STRICT, "Byte order marks and zero-width spaces between tokens are dropped."),
    CALL(Level.STANDARD, "A call around one value, as Mongo and Python print it, is reduced to the value."),
    CODE_FENCE(Level.STRICT, "A Markdown fence around the JSON is dropped."),
    COLON(Level.STANDARD, "=, => and the full-width colon become a colon."),
    COMMA(Level.STANDARD, "Semicolons and full-width commas become commas."),
    COMMENT(Level.STRICT, "Comments in the manner of C and of shells are dropped."),
    CONCATENATION(Level.STANDARD, "Strings joined with + become one."),
    CONTROL_CHARACTER(Level.STRICT, "Raw line ends, tabs and other controls inside strings are escaped."),
    CURLY_QUOTES(Level.STRICT, "Strings in typographic quotes get double quotes."),
    DOUBLED_QUOTES(Level.STANDARD, "Strings with two double quotes at either end get one."),
    ELLIPSIS(Level.STANDARD, "Ellipses among elements or members are dropped."),
    ESCAPED(Level.STANDARD, "A document that is escaped as if it stood in a string is unescaped."),
    EXTRA_CLOSER(Level.STANDARD, "A closer that closes nothing is dropped."),
    EXTRA_COLON(Level.STANDARD, "A second colon is dropped."),
    EXTRA_COMMA(Level.STANDARD, "Commas with nothing between them are dropped."),
    EXTRA_OPENER(Level.STANDARD, "A second brace before the first key is dropped."),
    HTML_QUOTES(Level.STANDARD, "Strings in &quot; get double quotes; entities within their text stay."),
    INVALID_ESCAPE(Level.STRICT, "A backslash that begins no escape is doubled; escaped apostrophes lose theirs."),
    INVALID_UTF8(Level.STRICT, "Bytes that are not UTF-8 become U+FFFD, surrogates their character."),
    KEYED_ARRAY(Level.AGGRESSIVE, "Brackets around members become braces."),
    LEADING_TEXT(Level.STANDARD, "Text before the JSON is dropped."),
    LITERAL(Level.STRICT, "True, None, undefined and their like become true, false and null."),
    LOOSE_NUMBER(Level.AGGRESSIVE, "007 and 1,234 become numbers."),
    MISSING_CLOSER(Level.STANDARD, "A container is closed where the text goes on without its closer."),
    MISSING_COLON(Level.STANDARD, "A colon is added between a key and its value."),
    MISSING_COMMA(Level.STANDARD, "A comma is added between elements or members."),
    MISSING_OPENER(Level.STANDARD, "Members without their opening brace get one."),
    MISSING_QUOTE(Level.STANDARD, "A string without its closing quote ends where its line or the next key shows."),
    MISSING_VALUE(Level.STANDARD, "A key without a value gets null."),
    NOT_A_NUMBER(Level.STRICT, "NaN and the infinities become null."),
    NUMBER(Level.STRICT, "+5, .5, 5., 1_000 and 0x1F become the numbers that they stand for."),
    SCHEMA_TYPE(Level.STRICT, "A doubtful value becomes what the schema allows in its place."),
    SET(Level.STANDARD, "Braces around elements without keys become brackets."),
    SINGLE_QUOTES(Level.STRICT, "Strings in single quotes get double quotes."),
    SPACE(Level.STRICT, "White space that JSON does not know becomes a space."),
    STRAY_WORD(Level.STANDARD, "A word before a quoted key is dropped."),
    STRINGIFIED(Level.AGGRESSIVE, "A document that is a string with a container in it becomes the container."),
    STRING_PREFIX(Level.STRICT, "Python's u, b, r and f before a string are dropped."),
    TRAILING_COMMA(Level.STRICT, "A comma before a closer is dropped."),
    TRAILING_TEXT(Level.STANDARD, "Text after the JSON is dropped."),
    TRIPLE_QUOTES(Level.STRICT, "Strings with three quotes at either end get one."),
    TRUNCATED(Level.STANDARD, "A text that ends too early is closed; a partial key is dropped."),
    TRUNCATED_ESCAPE(Level.STANDARD, "An escape that the end of the text cuts off is dropped."),
    TUPLE(Level.STRICT, "Parentheses around elements become brackets."),
    UNESCAPED_QUOTE(Level.STANDARD, "A quote that belongs to a string's text is escaped."),
    UNQUOTED(Level.STANDARD, "Words without quotes become a string."),
    UNQUOTED_KEY(Level.STRICT, "Keys without quotes get them."),
    WRONG_CLOSER(Level.STANDARD, "A closer of the wrong kind becomes the right one.");

    /** How much a rule takes for granted; each level has the rules of those before it. */
    enum Level {
        STRICT,
        STANDARD,
        AGGRESSIVE
    }

    private static final Map<String, Rule> BY_LABEL = new HashMap<>();

    static {
        for (Rule rule : values()) {
            BY_LABEL.put(rule.label, rule);
        }
    }

    private final Level level;
    private final String summary;
    private final String label;

    Rule(Level level, String summary) {
        this.level = level;
        this.summary = summary;
        this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of that name. */
    static Optional<Rule> named(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    Level level() {
        return level;
    }

    /** How much a repair speaks against an attempt to mend a document, beside others: 1 for what loses nothing. */
    int weight() {
        return switch (this) {
            case MISSING_CLOSER, WRONG_CLOSER, EXTRA_CLOSER, TRUNCATED -> 2;
            case TRAILING_TEXT -> 4;
            default -> 1;
        };
    }

    /** What it does, in one sentence. */
    String summary() {
        return summary;
    }

    /** The name that users see. */
    String label() {
        return label;
    }
}
