package dev.weir.expect;

import dev.weir.config.ExpectedRecord;
import dev.weir.config.ExpectedRecord.Expectation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds one record against what is expected of it. */
final class RecordMatch {

    private final int number;
    private final List<Mismatch> mismatches = new ArrayList<>();

    private RecordMatch(int number) {
        this.number = number;
    }

    /**
     * Where a record differs from what is expected; nowhere if it is as it should be.
     *
     * @param number which of the expected records it is, from 1
     */
    static List<Mismatch> of(int number, ExpectedRecord expected, ActualRecord actual) {
        RecordMatch match = new RecordMatch(number);
        match.check("value", expected.value(), actual.value());
        match.check("key", expected.key(), actual.key());
        expected.headers()
                .forEach((name, header) ->
                        match.check("headers." + name, header, actual.headers().get(name)));
        return match.mismatches;
    }

    private void check(String path, @Nullable Expectation expected, @Nullable String actual) {
        if (expected instanceof Expectation.Text text) {
            if (!text.text().equals(actual)) {
                add(path, text.text(), actual);
            }
        } else if (expected instanceof Expectation.Nothing) {
            if (actual != null) {
                add(path, null, actual);
            }
        } else if (expected instanceof Expectation.Json json) {
            checkJson(path, json.text(), actual);
        }
    }

    private void add(String path, @Nullable String expected, @Nullable String actual) {
        mismatches.add(new Mismatch(number, path, expected, actual));
    }

    private void checkJson(String path, String expected, @Nullable String actual) {
        if (actual == null) {
            add(path, expected, null);
            return;
        }
        Object came;
        try {
            came = JsonTree.parse(actual);
        } catch (IOException e) {
            add(path, expected, actual);
            return;
        }
        try {
            checkTree(path, JsonTree.parse(expected), came);
        } catch (IOException e) {
            throw new IllegalStateException("The configuration's JSON is none: " + expected, e);
        }
    }

    private void checkTree(String path, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> members && actual instanceof Map<?, ?> came) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                String inner = path + "." + member.getKey();
                if (came.containsKey(member.getKey())) {
                    checkTree(inner, member.getValue(), came.get(member.getKey()));
                } else {
                    add(inner, JsonText.of(member.getValue()), null);
                }
            }
        } else if (expected instanceof List<?> items && actual instanceof List<?> came && items.size() == came.size()) {
            for (int i = 0; i < items.size(); i++) {
                checkTree(path + "[" + i + "]", items.get(i), came.get(i));
            }
        } else if (expected == null ? actual != null : !expected.equals(actual)) {
            add(path, JsonText.of(expected), JsonText.of(actual));
        }
    }
}
