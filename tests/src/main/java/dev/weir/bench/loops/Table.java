package dev.weir.bench.loops;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of words, counts and figures, to be read by people or by programs. */
final class Table {

    private static final int GAP = 2;

    private final String name;
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /** @param name what the table is called in JSON */
    Table(String name, String title, String... columns) {
        this.name = name;
        this.title = title;
        this.columns = List.of(columns);
    }

    /** @param cells strings, integers, booleans, or figures; {@code NaN} where there is nothing to say */
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + name + " has " + cells.length + " cells, not " + columns.size());
        }
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = columns.get(column).length();
            for (List<Object> row : rows) {
                widths[column] = Math.max(widths[column], shown(row.get(column)).length());
            }
        }
        out.printf("%n%s%n", title);
        line(out, columns, widths);
        for (List<Object> row : rows) {
            line(out, row, widths);
        }
        out.flush();
    }

    private static void line(PrintWriter out, List<?> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = shown(cells.get(column));
            String space = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? cell + space : " ".repeat(GAP) + space + cell);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String shown(Object cell) {
        if (cell instanceof Double figure) {
            return figure.isNaN() ? "-" : String.format(Locale.ROOT, figure >= 100 ? "%.0f" : "%.2f", figure);
        }
        if (cell instanceof Boolean truth) {
            return truth ? "yes" : "NO";
        }
        return cell.toString();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (List<Object> row : rows) {
            json.writeStartObject();
            for (int column = 0; column < row.size(); column++) {
                json.writeFieldName(columns.get(column));
                writeCell(json, row.get(column));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCell(JsonGenerator json, Object cell) throws IOException {
        if (cell instanceof Double figure && figure.isNaN()) {
            json.writeNull();
        } else if (cell instanceof Double figure) {
            json.writeNumber(figure);
        } else if (cell instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (cell instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(cell.toString());
        }
    }
}
