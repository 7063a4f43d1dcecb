package dev.weir.bench.json;

import dev.weir.bench.json.Documents.Bare;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes a document in one condition, indented by two spaces, lists of numbers on one line. */
final class DocumentWriter {

    /** One damage; it is done at the first place that gives the occasion. */
    private enum Damage {
        SINGLE_QUOTES,
        UNQUOTED_KEY,
        TRAILING_COMMA,
        MISSING_COMMA,
        PYTHON_LITERAL,
        COMMENT,
        UNESCAPED_QUOTE,
        RAW_NEWLINE
    }

    private static final long SEED = 20_261_123;
    private static final int LONGEST_WAIT_BYTES = 180;

    private final Condition condition;
    private final Random random = new Random(SEED);
    private final StringBuilder out = new StringBuilder();
    private @Nullable Damage due;
    private int dueFrom;

    DocumentWriter(Condition condition) {
        this.condition = condition;
        if (condition == Condition.DAMAGED) {
            next();
        }
    }

    byte[] write(List<Object> records) {
        lines(records, 0);
        if (condition == Condition.DAMAGED) {
            dropLastClosers();
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void dropLastClosers() {
        int end = out.length();
        while (" \n}],".indexOf(out.charAt(end - 1)) >= 0) {
            end--;
        }
        out.setLength(end);
    }

    private void next() {
        due = Damage.values()[random.nextInt(Damage.values().length)];
        dueFrom = out.length() + random.nextInt(LONGEST_WAIT_BYTES);
    }

    /** Whether this damage is to be done here; if so, another is due later. */
    private boolean does(Damage damage) {
        if (due != damage || out.length() < dueFrom) {
            return false;
        }
        next();
        return true;
    }

    private boolean heavyOr(Damage damage) {
        return condition == Condition.HEAVY || does(damage);
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> members) {
            members(members, depth);
        } else if (value instanceof List<?> numbers) {
            numbers(numbers);
        } else if (value instanceof Bare bare) {
            boolean python = bare.isLiteral() && heavyOr(Damage.PYTHON_LITERAL);
            out.append(python ? python(bare.text()) : bare.text());
        } else {
            string(value.toString());
        }
    }

    private void lines(List<Object> records, int depth) {
        out.append('[');
        for (int i = 0; i < records.size(); i++) {
            line(depth + 1);
            value(records.get(i), depth + 1);
            behind(i + 1 == records.size());
        }
        line(depth);
        out.append(']');
    }

    private void members(Map<?, ?> members, int depth) {
        out.append('{');
        int left = members.size();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            line(depth + 1);
            boolean bare = heavyOr(Damage.UNQUOTED_KEY);
            out.append(bare ? "" : "\"").append(member.getKey()).append(bare ? ": " : "\": ");
            value(member.getValue(), depth + 1);
            behind(--left == 0);
        }
        line(depth);
        out.append('}');
    }

    private void numbers(List<?> numbers) {
        out.append('[');
        for (int i = 0; i < numbers.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            value(numbers.get(i), 0);
        }
        out.append(heavyOr(Damage.TRAILING_COMMA) ? ",]" : "]");
    }

    private void behind(boolean last) {
        boolean comma = last ? heavyOr(Damage.TRAILING_COMMA) : !does(Damage.MISSING_COMMA);
        if (comma) {
            out.append(',');
        }
        if (does(Damage.COMMENT)) {
            out.append(" // to be checked");
        }
    }

    private void line(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void string(String content) {
        if (heavyOr(Damage.SINGLE_QUOTES)) {
            out.append('\'')
                    .append(content.replace("\\\"", "\"").replace("'", "\\'"))
                    .append('\'');
            return;
        }
        String text = content;
        if (text.contains("\\\"") && does(Damage.UNESCAPED_QUOTE)) {
            text = text.replace("\\\"", "\"");
        }
        if (text.contains("\\n") && does(Damage.RAW_NEWLINE)) {
            text = text.replace("\\n", "\n");
        }
        out.append('"').append(text).append('"');
    }

    private static String python(String literal) {
        return switch (literal) {
            case "true" -> "True";
            case "false" -> "False";
            default -> "None";
        };
    }
}
