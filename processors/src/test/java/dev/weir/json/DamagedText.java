package dev.weir.json;

import dev.weir.json.Damage.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A valid document, and how each kind of damage is done to it. */
final class DamagedText {

    private final String json;
    private final List<Token> tokens;
    private final Random random;
    private final List<Edit> edits = new ArrayList<>();

    @Nullable
    private String truth;

    /** Text that stands for other text. */
    private record Edit(int start, int end, String text) {}

    DamagedText(String json, Random random) {
        this.json = json;
        this.tokens = Damage.tokens(json);
        this.random = random;
    }

    /** Does damage of a kind; false if the document gives no occasion, or if it was damaged there before. */
    boolean apply(Damage damage) {
        List<Edit> made = edits(damage);
        for (Edit edit : made) {
            for (Edit other : edits) {
                boolean apart = edit.end() <= other.start() || edit.start() >= other.end();
                if (!apart || edit.start() == other.start()) {
                    return false;
                }
            }
        }
        edits.addAll(made);
        return !made.isEmpty();
    }

    /** What a right repair is. */
    String original() {
        return truth == null ? json : truth;
    }

    /** The text with its damage. */
    String damaged() {
        StringBuilder out = new StringBuilder();
        int from = 0;
        edits.sort(Comparator.comparingInt(Edit::start).thenComparing(Edit::end));
        for (Edit edit : edits) {
            out.append(json, from, edit.start()).append(edit.text());
            from = edit.end();
        }
        return out.append(json.substring(from)).toString();
    }

    private List<Edit> edits(Damage damage) {
        return switch (damage) {
            case SINGLE_QUOTES ->
                every(Token::isString, t -> "'" + inner(t).replace("\\\"", "\"").replace("'", "\\'") + "'");
            case SINGLE_QUOTED_KEYS -> every(t -> t.kind() == 'k', t -> "'" + inner(t) + "'");
            case PYTHON_LITERALS -> every(t -> t.kind() == 'w', t -> python(text(t)));
            case UPPER_CASE_LITERALS -> every(t -> t.kind() == 'w', t -> text(t).toUpperCase(Locale.ROOT));
            case CURLY_QUOTES -> every(Token::isString, t -> "“" + inner(t) + "”");
            case BACKTICK_STRINGS -> every(t -> t.kind() == '"', t -> "`" + inner(t) + "`");
            case UNQUOTED_KEYS -> every(t -> t.kind() == 'k', this::inner);
            case ONE_UNQUOTED_KEY -> one(t -> t.kind() == 'k', this::inner);
            case UNQUOTED_WORD_VALUE -> one(t -> t.kind() == '"' && inner(t).matches("[A-Za-z]+"), this::inner);
            case MISSING_END_QUOTE_OF_VALUE ->
                one(t -> t.kind() == '"' && inner(t).matches("[\\w ]+"), t -> "\"" + inner(t));
            case MISSING_END_QUOTE_OF_KEY -> one(t -> t.kind() == 'k', t -> "\"" + inner(t));
            case MISSING_START_QUOTE_OF_KEY -> one(t -> t.kind() == 'k', t -> inner(t) + "\"");
            case UNESCAPED_QUOTES_INSIDE ->
                one(t -> t.kind() == '"' && inner(t).contains("\\\""), t -> text(t).replace("\\\"", "\""));
            case RAW_NEWLINE_INSIDE ->
                one(t -> text(t).contains("\\n") && !text(t).contains("\\\\"), t -> text(t).replace("\\n", "\n"));
            case RAW_TAB_INSIDE ->
                one(t -> text(t).contains("\\t") && !text(t).contains("\\\\t"), t -> text(t).replace("\\t", "\t"));
            case ESCAPED_APOSTROPHE ->
                one(t -> t.kind() == '"' && text(t).contains("'"), t -> text(t).replace("'", "\\'"));
            case TRAILING_COMMA -> one(t -> isCloser(t) && !isEmpty(t), t -> "," + text(t));
            case TRAILING_COMMAS_EVERYWHERE -> every(t -> isCloser(t) && !isEmpty(t), t -> "," + text(t));
            case LEADING_COMMA -> one(this::isOpener, t -> text(t) + ",");
            case DOUBLE_COMMA -> one(t -> t.kind() == ',', t -> ",,");
            case MISSING_COMMA -> one(t -> t.kind() == ',', t -> " ");
            case MISSING_COMMA_AT_LINE_END -> json.contains("\n") ? one(t -> t.kind() == ',', t -> "") : List.of();
            case ALL_COMMAS_MISSING_AT_LINE_ENDS ->
                json.contains("\n") ? every(t -> t.kind() == ',', t -> "") : List.of();
            case SEMICOLON_FOR_COMMA -> every(t -> t.kind() == ',', t -> ";");
            case MISSING_COLON -> one(t -> t.kind() == ':', t -> " ");
            case EQUALS_FOR_COLON -> every(t -> t.kind() == ':', t -> "=");
            case ARROW_FOR_COLON -> every(t -> t.kind() == ':', t -> " =>");
            case FULL_WIDTH_COLON -> every(t -> t.kind() == ':', t -> "：");
            case FULL_WIDTH_COMMA -> every(t -> t.kind() == ',', t -> "，");
            case LINE_COMMENT -> one(t -> t.kind() == ',' && json.startsWith("\n", t.end()), t -> ", // a note");
            case HASH_COMMENT -> one(t -> t.kind() == ',' && json.startsWith("\n", t.end()), t -> ", # a note");
            case BLOCK_COMMENT -> one(t -> t.kind() == ',', t -> ", /* a note, \"quoted\" */");
            case ELLIPSIS_AT_END -> one(t -> isCloser(t) && !isEmpty(t), t -> ", ..." + text(t));
            case CODE_FENCE -> around("```json\n", "\n```");
            case CODE_FENCE_WITH_PROSE -> around("Here is the result:\n\n```json\n", "\n```\n\nAnything else?");
            case PROSE_BEFORE -> around("Sure! Here you go:\n", "");
            case PROSE_AROUND -> around("The answer is\n", "\nas you asked.");
            case MISSING_LAST_CLOSER -> last("");
            case MISSING_ALL_LAST_CLOSERS -> withoutLastClosers();
            case MISSING_INNER_CLOSER -> one(t -> isCloser(t) && t.depth() > 0, t -> "");
            case WRONG_LAST_CLOSER -> last(json.endsWith("}") ? "]" : "}");
            case WRONG_INNER_CLOSER -> one(t -> isCloser(t) && t.depth() > 0, t -> t.kind() == '}' ? "]" : "}");
            case EXTRA_LAST_CLOSER -> around("", json.substring(json.length() - 1));
            case EXTRA_INNER_CLOSER -> one(t -> isCloser(t) && t.depth() > 0, t -> text(t) + text(t));
            case BYTE_ORDER_MARK -> around("\uFEFF", "");
            case NO_BREAK_SPACES -> every(t -> t.kind() == ':', t -> ":\u00A0");
            case JSONP -> around("callback(", ");");
            case ASSIGNMENT -> around("result = ", ";");
            case ESCAPED_DOCUMENT ->
                List.of(new Edit(
                        0,
                        json.length(),
                        json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")));
            case HTML_QUOTES -> every(Token::isString, t -> "&quot;" + inner(t) + "&quot;");
            case DOUBLED_QUOTES -> every(t -> t.isString() && !inner(t).isEmpty(), t -> "\"" + text(t) + "\"");
            case PLUS_SIGN -> one(t -> t.kind() == 'n' && !text(t).startsWith("-"), t -> "+" + text(t));
            case UNDERSCORES_IN_NUMBER -> one(t -> text(t).equals("1000000"), t -> "1_000_000");
            case STRING_CONCATENATION ->
                one(
                        t -> t.kind() == '"' && inner(t).matches("\\w{4,}"),
                        t -> "\"" + inner(t).substring(0, 2) + "\" + \"" + inner(t).substring(2) + "\"");
            case PYTHON_TUPLE -> tuple();
            case MISSING_OPENER -> json.startsWith("{") ? List.of(new Edit(0, 1, "")) : List.of();
            case MISSING_START_QUOTE_OF_VALUE ->
                one(t -> t.kind() == '"' && inner(t).matches("[A-Za-z][A-Za-z ]*"), t -> inner(t) + "\"");
            case UNDEFINED_FOR_NULL -> one(t -> text(t).equals("null"), t -> "undefined");
            case NOT_A_NUMBER_FOR_NULL -> one(t -> text(t).equals("null"), t -> "NaN");
            case NOTHING_FOR_NULL -> one(t -> text(t).equals("null") && follows(t, ':'), t -> "");
            case SINGLE_BACKSLASHES ->
                one(t -> text(t).matches(".*\\\\\\\\[A-Zds].*"), t -> text(t).replace("\\\\", "\\"));
            case RAW_CONTROL_CHARACTER ->
                one(t -> text(t).contains("\\u0007"), t -> text(t).replace("\\u0007", "\u0007"));
            case TRIPLE_QUOTES -> one(t -> t.kind() == '"' && isPlain(t), t -> "\"\"" + text(t) + "\"\"");
            case TRIPLE_SINGLE_QUOTES -> one(t -> t.kind() == '"' && isPlain(t), t -> "'''" + inner(t) + "'''");
            case DOUBLED_COLON -> one(t -> t.kind() == ':', t -> "::");
            case STRAY_WORD_BEFORE_KEY -> one(t -> t.kind() == 'k', t -> "well " + text(t));
            case HEXADECIMAL_NUMBER -> one(t -> text(t).equals("1000000"), t -> "0xF4240");
            case XML_TOOL_CALL -> around("<tool_call>\n", "\n</tool_call>");
            case OBJECT_ID_CALL ->
                one(t -> t.kind() == '"' && inner(t).matches("[\\w-]{3,}"), t -> "ObjectId(" + text(t) + ")");
            case DOUBLED_BRACES -> json.startsWith("{") ? around("{", "}") : List.of();
            case PYTHON_REPR -> every(t -> t.isString() || t.kind() == 'w', this::repr);
            case JAVASCRIPT_OBJECT -> every(t -> t.isString() || (isCloser(t) && !isEmpty(t)), this::javaScript);
            case MISSING_COMMA_BETWEEN_RECORDS -> one(t -> t.kind() == ',' && follows(t, '}'), t -> "");
            case TRUNCATED_IN_VALUE -> truncatedInValue();
            case TRUNCATED_IN_KEY -> truncatedInKey();
            case TRUNCATED_AFTER_COLON -> truncatedAfterColon();
            case THINKING_BEFORE -> around("<think>Maybe {\"a\": 1}? No.</think>\n", "");
            case PLACEHOLDER_IN_PROSE_BEFORE -> around("Fill {placeholder} with this:\n", "");
            case COMMENT_BEFORE -> around("// the result\n", "");
            case ELLIPSIS_AMONG_MEMBERS -> one(t -> t.kind() == ',', t -> ", ...,");
            case BOLD_LABEL_BEFORE -> around("**Result:**\n\n", "");
            case QUESTION_AFTER -> around("", "\n\nShall I go on?");
        };
    }

    private static String python(String word) {
        return switch (word) {
            case "true" -> "True";
            case "false" -> "False";
            default -> "None";
        };
    }

    private String text(Token token) {
        return json.substring(token.start(), token.end());
    }

    private String inner(Token token) {
        return json.substring(token.start() + 1, token.end() - 1);
    }

    private boolean isOpener(Token token) {
        return token.kind() == '{' || token.kind() == '[';
    }

    private boolean isCloser(Token token) {
        return token.kind() == '}' || token.kind() == ']';
    }

    private boolean isEmpty(Token closer) {
        return isOpener(tokens.get(tokens.indexOf(closer) - 1));
    }

    private boolean isPlain(Token token) {
        return inner(token).matches("[^\\\\'\"]+");
    }

    /** Whether a token of a kind stands before this one. */
    private boolean follows(Token token, char kind) {
        int index = tokens.indexOf(token);
        return index > 0 && tokens.get(index - 1).kind() == kind;
    }

    private String repr(Token token) {
        if (token.kind() == 'w') {
            return python(text(token));
        }
        String plain = inner(token).replace("\\\"", "\"");
        if (!plain.contains("'")) {
            return "'" + plain + "'";
        }
        return plain.contains("\"") ? "'" + plain.replace("'", "\\'") + "'" : "\"" + plain + "\"";
    }

    private String javaScript(Token token) {
        if (isCloser(token)) {
            return "," + text(token);
        }
        String plain = inner(token).replace("\\\"", "\"").replace("'", "\\'");
        return token.kind() == 'k' ? inner(token) : "'" + plain + "'";
    }

    private List<Edit> around(String before, String after) {
        List<Edit> both = new ArrayList<>();
        if (!before.isEmpty()) {
            both.add(new Edit(0, 0, before));
        }
        if (!after.isEmpty()) {
            both.add(new Edit(json.length(), json.length(), after));
        }
        return both;
    }

    private List<Edit> last(String closer) {
        return List.of(new Edit(json.length() - 1, json.length(), closer));
    }

    private List<Edit> withoutLastClosers() {
        int end = json.length();
        int closers = 0;
        for (int i = tokens.size() - 1; i > 0 && isCloser(tokens.get(i)); i--) {
            end = tokens.get(i).start();
            closers++;
        }
        return closers < 2 ? List.of() : List.of(new Edit(end, json.length(), ""));
    }

    private List<Edit> truncatedInValue() {
        Token token = any(t -> t.kind() == '"' && inner(t).matches("[A-Za-z ]{4,}"));
        return token == null ? List.of() : cut(token.start() + 3, token.start() + 3, "\"");
    }

    private List<Edit> truncatedInKey() {
        Token token = any(t -> t.kind() == 'k');
        if (token == null) {
            return List.of();
        }
        Token before = tokens.get(tokens.indexOf(token) - 1);
        return cut(token.start() + 2, before.kind() == ',' ? before.start() : before.end(), "");
    }

    private List<Edit> truncatedAfterColon() {
        Token token = any(t -> t.kind() == ':');
        return token == null ? List.of() : cut(token.end(), token.end(), "null");
    }

    /** The text ends at {@code cut}; a right repair keeps what is before {@code kept}, and closes it. */
    private List<Edit> cut(int cut, int kept, String closing) {
        StringBuilder closers = new StringBuilder();
        for (Token token : tokens) {
            if (token.start() >= kept) {
                break;
            }
            if (isOpener(token)) {
                closers.insert(0, token.kind() == '{' ? '}' : ']');
            } else if (isCloser(token)) {
                closers.deleteCharAt(0);
            }
        }
        truth = json.substring(0, kept) + closing + closers;
        return List.of(new Edit(cut, json.length(), ""));
    }

    private List<Edit> tuple() {
        Token opener = any(token -> token.kind() == '[' && token.depth() > 0);
        if (opener == null) {
            return List.of();
        }
        Token closer = tokens.stream()
                .filter(token ->
                        token.start() > opener.start() && token.kind() == ']' && token.depth() == opener.depth())
                .findFirst()
                .orElseThrow();
        return List.of(new Edit(opener.start(), opener.end(), "("), new Edit(closer.start(), closer.end(), ")"));
    }

    private @Nullable Token any(Predicate<Token> which) {
        List<Token> candidates = tokens.stream().filter(which).toList();
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }

    private List<Edit> one(Predicate<Token> which, Function<Token, String> how) {
        Token token = any(which);
        return token == null ? List.of() : List.of(new Edit(token.start(), token.end(), how.apply(token)));
    }

    private List<Edit> every(Predicate<Token> which, Function<Token, String> how) {
        return tokens.stream()
                .filter(which)
                .map(token -> new Edit(token.start(), token.end(), how.apply(token)))
                .toList();
    }
}
