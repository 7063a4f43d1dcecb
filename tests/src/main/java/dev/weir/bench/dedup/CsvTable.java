package dev.weir.bench.dedup;

import java.util.ArrayList;
import java.util.List;

/** Reads comma separated values (RFC 4180). */
final class CsvTable {

    private CsvTable() {}

    static List<List<String>> read(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (quoted) {
                boolean escaped = next == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (next != '"' || escaped) {
                    cell.append(next);
                    i += escaped ? 1 : 0;
                } else {
                    quoted = false;
                }
            } else if (next == '"') {
                quoted = true;
            } else if (next == ',' || next == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (next == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (next != '\r') {
                cell.append(next);
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
