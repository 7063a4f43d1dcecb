package dev.weir.expect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that came out, as texts; bytes that are no UTF-8 have become replacement characters.
 *
 * @param value null for a tombstone
 * @param headers by their names; of those with one name the last
 */
public record ActualRecord(@Nullable String value, @Nullable String key, Map<String, String> headers) {

    public ActualRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
