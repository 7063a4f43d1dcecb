package dev.weir.expect;

import dev.weir.config.ExpectedRecord;
import dev.weir.config.ExpectedRecord.Expectation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records of one output with those that were expected of it.
 *
 * <p>As many as possible are paired with one that is as expected, in order; what lies between two pairs is paired one by
 * one, for then a record that is missing does not make every one behind it look wrong. Takes time and memory in the product
 * of both numbers of records.
 */
public final class Comparison {

    private final List<ExpectedRecord> expected;
    private final List<ActualRecord> actual;
    private final List<Mismatch> mismatches = new ArrayList<>();

    private Comparison(List<ExpectedRecord> expected, List<ActualRecord> actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /** What is not as expected, in the order of the records; nothing if all is well. */
    public static List<Mismatch> of(List<ExpectedRecord> expected, List<ActualRecord> actual) {
        Comparison comparison = new Comparison(expected, actual);
        comparison.run();
        return comparison.mismatches;
    }

    private void run() {
        // How many of the records from here on agree, in order, at most.
        int[][] agreeing = new int[expected.size() + 1][actual.size() + 1];
        boolean[][] same = new boolean[expected.size()][actual.size()];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int a = actual.size() - 1; a >= 0; a--) {
                same[e][a] =
                        RecordMatch.of(e + 1, expected.get(e), actual.get(a)).isEmpty();
                agreeing[e][a] =
                        same[e][a] ? 1 + agreeing[e + 1][a + 1] : Math.max(agreeing[e + 1][a], agreeing[e][a + 1]);
            }
        }
        int e = 0;
        int a = 0;
        int fromExpected = 0;
        int fromActual = 0;
        while (e < expected.size() && a < actual.size()) {
            if (same[e][a]) {
                between(fromExpected, e, fromActual, a);
                fromExpected = ++e;
                fromActual = ++a;
            } else if (agreeing[e + 1][a] >= agreeing[e][a + 1]) {
                e++;
            } else {
                a++;
            }
        }
        between(fromExpected, expected.size(), fromActual, actual.size());
    }

    /** Notes what differs in a stretch of which no two records agree. */
    private void between(int fromExpected, int toExpected, int fromActual, int toActual) {
        int e = fromExpected;
        int a = fromActual;
        for (; e < toExpected && a < toActual; e++, a++) {
            mismatches.addAll(RecordMatch.of(e + 1, expected.get(e), actual.get(a)));
        }
        for (; e < toExpected; e++) {
            mismatches.add(new Mismatch(e + 1, "", said(expected.get(e)), null));
        }
        for (; a < toActual; a++) {
            String value = actual.get(a).value();
            mismatches.add(new Mismatch(a + 1, "", null, value == null ? "null" : value));
        }
    }

    /** What a message says of a record that did not come: its value, or else what there is. */
    private static String said(ExpectedRecord record) {
        if (record.value() != null) {
            return text(record.value());
        }
        if (record.key() != null) {
            return "key " + text(record.key());
        }
        return "headers " + String.join(", ", record.headers().keySet());
    }

    private static String text(@Nullable Expectation expectation) {
        if (expectation instanceof Expectation.Text text) {
            return text.text();
        }
        return expectation instanceof Expectation.Json json ? json.text() : "null";
    }
}
