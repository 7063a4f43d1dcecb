package dev.weir.dedup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a window held back, for the duplicates topic.
 *
 * <p>The counts are those of the window so far, not since the last summary: the last summary with the same fingerprint
 * and first time holds the whole truth, and one that is sent twice does no harm.
 *
 * @param fingerprint 32 hex digits that name the kind of line
 * @param template the line with {@code <*>} for what may vary, at most 1 KiB
 * @param firstTimeMs event time of the line that opened the window
 * @param lastTimeMs greatest event time of a line in the window
 * @param passed how many lines of the window passed
 * @param suppressed how many were held back
 * @param reason why it is sent now
 * @param sample the first line that was held back, at most 1 KiB
 */
public record Summary(
        String fingerprint,
        String template,
        long firstTimeMs,
        long lastTimeMs,
        long passed,
        long suppressed,
        Reason reason,
        String sample) {

    /** Why a summary is sent. */
    public enum Reason {
        /** Stream time has reached the window's end, or a line came after it that belongs to it. */
        WINDOW_ENDED("window-ended"),
        /** The window is still open and lines keep coming. */
        STORM("storm"),
        /** No lines come at all and the clock on the wall has reached the window's end. */
        IDLE("idle");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The word in the summary's JSON. */
        public String label() {
            return label;
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_TEXT_BYTES = 1024;
    private static final String SHOWN_PLACEHOLDER = "<*>";

    static Summary of(WindowEntry entry, Reason reason, DedupOptions.Mask mask) {
        byte[] template = Fingerprinter.template(mask, entry.sample);
        ByteArrayOutputStream shown = new ByteArrayOutputStream(template.length + 64);
        for (byte next : template) {
            if (next == LineMasker.PLACEHOLDER && mask == DedupOptions.Mask.NUMBERS) {
                shown.writeBytes(SHOWN_PLACEHOLDER.getBytes(StandardCharsets.US_ASCII));
            } else {
                shown.write(next);
            }
        }
        return new Summary(
                entry.fingerprint.toHex(),
                text(shown.toByteArray()),
                entry.firstMs,
                entry.lastMs,
                entry.passed,
                entry.suppressed,
                reason,
                text(entry.sample));
    }

    /** The summary as one JSON object in UTF-8. */
    public byte[] toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "duplicates");
            json.writeStringField("fingerprint", fingerprint);
            json.writeStringField("template", template);
            json.writeNumberField("first", firstTimeMs);
            json.writeNumberField("last", lastTimeMs);
            json.writeNumberField("passed", passed);
            json.writeNumberField("suppressed", suppressed);
            json.writeStringField("reason", reason.label());
            json.writeStringField("sample", sample);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: the summary is written to memory", e);
        }
        return out.toByteArray();
    }

    /** The beginning of a text, cut between two characters; what is not UTF-8 shows as U+FFFD. */
    private static String text(byte[] utf8) {
        int end = Math.min(utf8.length, MAX_TEXT_BYTES);
        if (end == MAX_TEXT_BYTES) {
            int start = end;
            while (start > end - 4 && (utf8[start - 1] & 0xC0) == 0x80) {
                start--;
            }
            int lead = utf8[start - 1] & 0xFF;
            int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            if (end - start + 1 < wanted) {
                end = start - 1;
            }
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }
}
