package dev.weir.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record that a test waits for; what is null or absent may be anything.
 *
 * @param headers by their names
 */
public record ExpectedRecord(
        @Nullable Expectation value, @Nullable Expectation key, Map<String, Expectation> headers) {

    public ExpectedRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static ExpectedRecord ofValue(Expectation value) {
        return new ExpectedRecord(value, null, Map.of());
    }

    /** What a value, a key or a header has to be. */
    public sealed interface Expectation {

        /** Exactly this text. */
        record Text(String text) implements Expectation {}

        /** JSON that has the members named here; what other members it has does not matter. */
        record Json(String text) implements Expectation {}

        /** Nothing: a null, or no header of that name. */
        record Nothing() implements Expectation {}
    }
}
