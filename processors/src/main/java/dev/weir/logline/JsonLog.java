package dev.weir.logline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a JSON log record for its message, its severity, and the codes and fields that count; arrays of records, and the
 * records within OTLP's {@code resourceLogs}, one after the other into one.
 *
 * <p>Looks at each byte once and checks only the shape that it needs: what is not JSON is found out, what is not quite JSON
 * may pass. Belongs to one thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP: JSON encoding</a>
 */
final class JsonLog {

    private static final int MAX_DEPTH = 64;
    /** A longer text is a text and no code. */
    private static final int MAX_CODE_BYTES = 64;
    /** Behind a record that others may follow. */
    private static final byte RECORD_END = 0x1E;

    private static final byte[] RECORDS = bytes("logRecords");
    /** Journald's message is an array of bytes where it is not UTF-8. */
    private static final byte[] JOURNAL_MESSAGE = bytes("MESSAGE");

    private final CountedFields fields;
    private final Bytes messages = new Bytes();
    private final Bytes wrapped = new Bytes();
    private final Bytes path = new Bytes();
    /** Where the path of the record at hand begins. */
    private int pathStart;

    private byte[] bytes = {};
    private int end;
    private Bytes context = messages;
    private int records;
    private RecordFinds finds = new RecordFinds();

    JsonLog(CountedFields fields) {
        this.fields = fields;
    }

    /** Reads a line; returns whether it is JSON. */
    boolean read(byte[] line, int from, int to, LogLine out) {
        messages.clear();
        if (!document(line, from, to, out.context)) {
            return false;
        }
        if (records == 1 && startsObject(messages)) {
            unwrap(out.context);
        }
        if (messages.size() == 0) {
            out.found(LogFormat.JSON, line, from, to);
        } else {
            out.found(LogFormat.JSON, messages.array(), 0, messages.size());
        }
        return true;
    }

    /** Reads a message that is JSON itself; if it is not, or says nothing, it stays as it is. */
    private void unwrap(Bytes outerContext) {
        wrapped.clear();
        wrapped.add(messages.array(), 0, messages.size());
        int outerSize = outerContext.size();
        messages.clear();
        if (!document(wrapped.array(), 0, wrapped.size(), outerContext) || messages.size() == 0) {
            outerContext.cut(outerSize);
            messages.clear();
            messages.add(wrapped.array(), 0, wrapped.size());
        }
    }

    private static boolean startsObject(Bytes text) {
        int start = Bytes.skipSpace(text.array(), 0, text.size());
        return start < text.size() && text.array()[start] == '{';
    }

    private boolean document(byte[] line, int from, int to, Bytes newContext) {
        bytes = line;
        end = to;
        context = newContext;
        records = 0;
        path.clear();
        pathStart = 0;
        int start = Bytes.skipSpace(bytes, from, end);
        if (start == end) {
            return false;
        }
        int behind = bytes[start] == '{' ? record(start, 0) : bytes[start] == '[' ? array(start, 0, true) : -1;
        return behind >= 0 && Bytes.skipSpace(bytes, behind, end) == end;
    }

    /** Reads one record with all that it holds, and adds what was found in it; returns where it ends, or -1. */
    private int record(int start, int depth) {
        int outerStart = pathStart;
        RecordFinds outerFinds = finds;
        pathStart = path.size();
        finds = new RecordFinds();
        int behind = object(start, depth);
        if (behind >= 0) {
            addRecord();
        }
        path.cut(pathStart);
        pathStart = outerStart;
        finds = outerFinds;
        return behind;
    }

    private void addRecord() {
        if (fields.severity()) {
            finds.addSeverity(bytes, context);
        }
        if (!finds.hasMessage()) {
            return;
        }
        if (records++ > 0) {
            context.add(RECORD_END);
            messages.add('\n');
        }
        finds.addMessage(bytes, messages);
    }

    private int object(int start, int depth) {
        if (depth == MAX_DEPTH) {
            return -1;
        }
        int at = Bytes.skipSpace(bytes, start + 1, end);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        while (at < end && bytes[at] == '"') {
            int nameEnd = JsonStrings.end(bytes, at + 1, end);
            int colon = nameEnd < 0 ? end : Bytes.skipSpace(bytes, nameEnd + 1, end);
            if (colon >= end || bytes[colon] != ':') {
                return -1;
            }
            int mark = path.size();
            if (mark > pathStart) {
                path.add('.');
            }
            path.add(bytes, at + 1, nameEnd);
            int behind = member(at + 1, nameEnd, Bytes.skipSpace(bytes, colon + 1, end), depth);
            path.cut(mark);
            if (behind < 0) {
                return -1;
            }
            at = Bytes.skipSpace(bytes, behind, end);
            if (at < end && bytes[at] == '}') {
                return at + 1;
            }
            if (at >= end || bytes[at] != ',') {
                return -1;
            }
            at = Bytes.skipSpace(bytes, at + 1, end);
        }
        return -1;
    }

    /** Reads the value of a member and takes note of it; returns where it ends, or -1. */
    private int member(int nameFrom, int nameTo, int at, int depth) {
        if (at >= end) {
            return -1;
        }
        switch (bytes[at]) {
            case '{' -> {
                return object(at, depth + 1);
            }
            case '[' -> {
                boolean recordsFollow = Arrays.equals(bytes, nameFrom, nameTo, RECORDS, 0, RECORDS.length);
                int behind = array(at, depth + 1, recordsFollow);
                if (behind >= 0 && path.equalTo(JOURNAL_MESSAGE, pathStart)) {
                    finds.message(path, pathStart, at, behind, true);
                }
                return behind;
            }
            case '"' -> {
                int stringEnd = JsonStrings.end(bytes, at + 1, end);
                if (stringEnd < 0) {
                    return -1;
                }
                finds.message(path, pathStart, at + 1, stringEnd, false);
                take(nameFrom, nameTo, at + 1, stringEnd, false);
                return stringEnd + 1;
            }
            default -> {
                int behind = scalarEnd(at);
                if (behind > at) {
                    take(nameFrom, nameTo, at, behind, bytes[at] == '-' || (bytes[at] >= '0' && bytes[at] <= '9'));
                }
                return behind > at ? behind : -1;
            }
        }
    }

    private int array(int start, int depth, boolean ofRecords) {
        if (depth == MAX_DEPTH) {
            return -1;
        }
        int at = Bytes.skipSpace(bytes, start + 1, end);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        while (at < end) {
            int behind = element(at, depth, ofRecords);
            if (behind < 0) {
                return -1;
            }
            at = Bytes.skipSpace(bytes, behind, end);
            if (at < end && bytes[at] == ']') {
                return at + 1;
            }
            if (at >= end || bytes[at] != ',') {
                return -1;
            }
            at = Bytes.skipSpace(bytes, at + 1, end);
        }
        return -1;
    }

    private int element(int at, int depth, boolean ofRecords) {
        switch (bytes[at]) {
            case '{' -> {
                return ofRecords ? record(at, depth + 1) : object(at, depth + 1);
            }
            case '[' -> {
                return array(at, depth + 1, false);
            }
            case '"' -> {
                int stringEnd = JsonStrings.end(bytes, at + 1, end);
                return stringEnd < 0 ? -1 : stringEnd + 1;
            }
            default -> {
                int behind = scalarEnd(at);
                return behind > at ? behind : -1;
            }
        }
    }

    /** The end of a number or a literal: of a run of what these are made of. */
    private int scalarEnd(int at) {
        int i = at;
        while (i < end) {
            byte b = bytes[i];
            int lower = b | 0x20;
            boolean part = (b >= '0' && b <= '9') || (lower >= 'a' && lower <= 'z') || b == '.' || b == '-' || b == '+';
            if (!part) {
                return i;
            }
            i++;
        }
        return i;
    }

    private void take(int nameFrom, int nameTo, int from, int to, boolean number) {
        finds.severity(path, pathStart, from, to);
        boolean code = (number || bytes[from - 1] == '"')
                && to - from <= MAX_CODE_BYTES
                && CodeNames.isCode(bytes, nameFrom, nameTo, number);
        if (code || fields.contains(path.array(), pathStart, path.size())) {
            CountedFields.put(context, path.array(), pathStart, path.size(), bytes, from, to);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
