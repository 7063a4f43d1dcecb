package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.config.OutputName;
import dev.weir.expect.Mismatch;
import dev.weir.explain.ChangedText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what came of a configuration's tests, for people or as JSON. */
final class TestReport {

    private static final String INDENT = "        ";

    private final boolean coloured;

    TestReport(boolean coloured) {
        this.coloured = coloured;
    }

    /** A line for the test, and for one that failed what differs. */
    List<String> lines(TestRun.Result result) {
        List<String> lines = new ArrayList<>();
        String verdict = result.passed() ? painted(32, "ok      ") : painted(31, "FAILED  ");
        lines.add(verdict + ChangedText.visible(result.test().name()) + " (" + result.ms() + " ms)");
        result.mismatches().forEach((output, mismatches) -> {
            for (Mismatch mismatch : mismatches) {
                lines.add(INDENT + heading(output, mismatch));
                changes(mismatch).forEach(line -> lines.add(INDENT + "  " + line));
            }
        });
        return lines;
    }

    private static String heading(OutputName output, Mismatch mismatch) {
        String record = output.written() + ", record " + mismatch.record();
        if (!mismatch.path().isEmpty()) {
            return record + ": " + mismatch.path();
        }
        return record + (mismatch.expected() == null ? " was not expected" : " is missing");
    }

    private List<String> changes(Mismatch mismatch) {
        String expected = mismatch.expected();
        String actual = mismatch.actual();
        if (expected != null && actual != null) {
            return ChangedText.of(expected, actual, coloured).lines();
        }
        List<String> lines = new ArrayList<>();
        if (expected != null) {
            lines.add(ChangedText.removed(expected, coloured));
        }
        if (actual != null) {
            lines.add(ChangedText.added(actual, coloured));
        }
        if (!mismatch.path().isEmpty()) {
            lines.add(expected == null ? 0 : lines.size(), expected == null ? "- (none)" : "+ (none)");
        }
        return lines;
    }

    /** The last line. */
    String summary(int passed, int failed) {
        int all = passed + failed;
        String count = all + (all == 1 ? " test: " : " tests: ");
        return count + (failed == 0 ? painted(32, "all good") : passed + " ok, " + painted(31, failed + " failed"));
    }

    private String painted(int colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    /** One JSON object on one line. */
    static String json(TestRun.Result result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", result.test().name());
            json.writeStringField("pipeline", result.test().pipeline());
            json.writeBooleanField("ok", result.passed());
            json.writeNumberField("ms", result.ms());
            json.writeArrayFieldStart("mismatches");
            for (Map.Entry<OutputName, List<Mismatch>> output :
                    result.mismatches().entrySet()) {
                for (Mismatch mismatch : output.getValue()) {
                    write(json, output.getKey(), mismatch);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, OutputName output, Mismatch mismatch) throws IOException {
        json.writeStartObject();
        json.writeStringField("output", output.written());
        json.writeNumberField("record", mismatch.record());
        json.writeStringField("path", mismatch.path());
        json.writeStringField("expected", mismatch.expected());
        json.writeStringField("actual", mismatch.actual());
        json.writeEndObject();
    }
}
