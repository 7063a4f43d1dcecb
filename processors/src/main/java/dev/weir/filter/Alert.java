package dev.weir.filter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something a person or a gateway should know about a stream.
 *
 * @param type the field's first word in the alert's JSON, say {@code loop}
 * @param kind which sort of it, say {@code exact}
 * @param offset where it began, in bytes of the channel's text as it entered the filter
 * @param details further JSON members in order; values are strings, numbers or booleans
 */
public record Alert(String type, String kind, long offset, Map<String, Object> details) {

    public Alert {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
