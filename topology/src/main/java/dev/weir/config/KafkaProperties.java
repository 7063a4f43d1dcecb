package dev.weir.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code kafka:} map: any Kafka property, but for those that Weir derives from its own keys.
 *
 * <p>No message shows a value from here, for it may be a password.
 */
final class KafkaProperties {

    static final Map<String, String> RESERVED = Map.of(
            "application.id", "Weir makes it from the pipeline's name; use the pipeline's key name",
            "processing.guarantee", "Weir sets it; use the pipeline's key guarantee",
            "num.stream.threads", "Weir sets it; use the pipeline's key threads",
            "default.key.serde",
                    "Weir carries bytes from end to end; use the key format of input to say how to read them",
            "default.value.serde",
                    "Weir carries bytes from end to end; use the key format of input to say how to read them");

    private KafkaProperties() {}

    /** The properties in the file's order; empty if the key is absent or nothing is written there. */
    static Map<String, String> read(@Nullable Value value) {
        Map<String, String> properties = new LinkedHashMap<>();
        Fields fields = value == null ? null : value.anyFields("a map of Kafka properties");
        if (value == null || fields == null) {
            return properties;
        }
        fields.all().forEach((key, field) -> {
            String reason = RESERVED.get(key);
            if (reason != null) {
                value.keyProblem(field.keyPlace(), key, reason, null);
            } else {
                String text = property(field.value());
                if (text != null) {
                    properties.put(key, text);
                }
            }
        });
        return properties;
    }

    private static @Nullable String property(Value value) {
        if (value.isMap()) {
            return value.text("the property's whole name with dots, and one value");
        }
        if (value.isList()) {
            return value.text("one value, its parts with commas between them");
        }
        return value.text("a value; '' is the empty one");
    }
}
