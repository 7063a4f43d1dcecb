package dev.weir.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happens in a test. */
public sealed interface TestStep {

    /**
     * A record is sent.
     *
     * @param topic null for the pipeline's first
     * @param value null for a tombstone
     * @param timestampMs since 1970; null for the clock's
     */
    record Send(
            @Nullable String topic,
            @Nullable String key,
            @Nullable String value,
            Map<String, @Nullable String> headers,
            @Nullable Long timestampMs)
            implements TestStep {

        public Send {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** A record that has nothing but a value. */
        static Send ofValue(String value) {
            return new Send(null, null, value, Map.of(), null);
        }
    }

    /** The clock goes on. */
    record Advance(long ms) implements TestStep {}
}
