package dev.weir.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of damage that models and people do to JSON, with what a right repair of it means: the document that it was. A
 * kind that a document gives no occasion for leaves it alone.
 */
enum Damage {
    SINGLE_QUOTES,
    SINGLE_QUOTED_KEYS,
    PYTHON_LITERALS,
    UPPER_CASE_LITERALS,
    CURLY_QUOTES,
    BACKTICK_STRINGS,
    UNQUOTED_KEYS,
    ONE_UNQUOTED_KEY,
    UNQUOTED_WORD_VALUE,
    MISSING_END_QUOTE_OF_VALUE,
    MISSING_END_QUOTE_OF_KEY,
    MISSING_START_QUOTE_OF_KEY,
    UNESCAPED_QUOTES_INSIDE,
    RAW_NEWLINE_INSIDE,
    RAW_TAB_INSIDE,
    ESCAPED_APOSTROPHE,
    TRAILING_COMMA,
    TRAILING_COMMAS_EVERYWHERE,
    LEADING_COMMA,
    DOUBLE_COMMA,
    MISSING_COMMA,
    MISSING_COMMA_AT_LINE_END,
    ALL_COMMAS_MISSING_AT_LINE_ENDS,
    SEMICOLON_FOR_COMMA,
    MISSING_COLON,
    EQUALS_FOR_COLON,
    ARROW_FOR_COLON,
    FULL_WIDTH_COLON,
    FULL_WIDTH_COMMA,
    LINE_COMMENT,
    HASH_COMMENT,
    BLOCK_COMMENT,
    ELLIPSIS_AT_END,
    CODE_FENCE,
    CODE_FENCE_WITH_PROSE,
    PROSE_BEFORE,
    PROSE_AROUND,
    MISSING_LAST_CLOSER,
    MISSING_ALL_LAST_CLOSERS,
    MISSING_INNER_CLOSER,
    WRONG_LAST_CLOSER,
    WRONG_INNER_CLOSER,
    EXTRA_LAST_CLOSER,
    EXTRA_INNER_CLOSER,
    BYTE_ORDER_MARK,
    NO_BREAK_SPACES,
    JSONP,
    ASSIGNMENT,
    ESCAPED_DOCUMENT,
    HTML_QUOTES,
    DOUBLED_QUOTES,
    PLUS_SIGN,
    UNDERSCORES_IN_NUMBER,
    STRING_CONCATENATION,
    PYTHON_TUPLE,
    MISSING_OPENER,
    MISSING_START_QUOTE_OF_VALUE,
    UNDEFINED_FOR_NULL,
    NOT_A_NUMBER_FOR_NULL,
    NOTHING_FOR_NULL,
    SINGLE_BACKSLASHES,
    RAW_CONTROL_CHARACTER,
    TRIPLE_QUOTES,
    TRIPLE_SINGLE_QUOTES,
    DOUBLED_COLON,
    STRAY_WORD_BEFORE_KEY,
    HEXADECIMAL_NUMBER,
    XML_TOOL_CALL,
    OBJECT_ID_CALL,
    DOUBLED_BRACES,
    PYTHON_REPR,
    JAVASCRIPT_OBJECT,
    MISSING_COMMA_BETWEEN_RECORDS,
    TRUNCATED_IN_VALUE,
    TRUNCATED_IN_KEY,
    TRUNCATED_AFTER_COLON,
    THINKING_BEFORE,
    PLACEHOLDER_IN_PROSE_BEFORE,
    COMMENT_BEFORE,
    ELLIPSIS_AMONG_MEMBERS,
    BOLD_LABEL_BEFORE,
    QUESTION_AFTER;

    /** What a document was, and what became of it. */
    record Case(String original, String damaged) {}

    private static final int TRIES = 40;

    /** Damages a generated document; tries a few, for not every document gives the occasion. Null if none did. */
    @Nullable
    Case apply(Random random) {
        return apply(random, () -> List.of(this));
    }

    /** Does several kinds of damage to one document, at places that do not overlap. Null if it could not be done. */
    static @Nullable Case combined(Random random, int kinds) {
        return apply(random, () -> {
            List<Damage> some = new ArrayList<>(List.of(values()));
            Collections.shuffle(some, random);
            return some.subList(0, kinds);
        });
    }

    private static @Nullable Case apply(Random random, Supplier<List<Damage>> kinds) {
        for (int i = 0; i < TRIES; i++) {
            String original = Specimens.document(random);
            DamagedText text = new DamagedText(original, random);
            if (kinds.get().stream().allMatch(text::apply) && !text.damaged().equals(original)) {
                return new Case(text.original(), text.damaged());
            }
        }
        return null;
    }

    /** A piece of a valid document. */
    record Token(char kind, int start, int end, int depth) {
        boolean isString() {
            return kind == '"' || kind == 'k';
        }
    }

    /** The tokens of a valid document: k for a key, " for a string, n for a number, w for a word, else the character. */
    static List<Token> tokens(String json) {
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < json.length(); ) {
            char c = json.charAt(i);
            int end = i + 1;
            char kind = c;
            if (c == '"') {
                while (json.charAt(end) != '"') {
                    end += json.charAt(end) == '\\' ? 2 : 1;
                }
                end++;
                int behind = end;
                while (behind < json.length() && Character.isWhitespace(json.charAt(behind))) {
                    behind++;
                }
                kind = behind < json.length() && json.charAt(behind) == ':' ? 'k' : '"';
            } else if (Character.isLetterOrDigit(c) || c == '-') {
                while (end < json.length() && isInWord(json.charAt(end))) {
                    end++;
                }
                kind = Character.isLetter(c) ? 'w' : 'n';
            } else if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            depth -= c == '}' || c == ']' ? 1 : 0;
            tokens.add(new Token(kind, i, end, depth));
            depth += c == '{' || c == '[' ? 1 : 0;
            i = end;
        }
        return tokens;
    }

    private static boolean isInWord(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
    }
}
