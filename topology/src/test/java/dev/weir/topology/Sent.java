package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A record that a pipeline sent, as text. */
record Sent(@Nullable String key, @Nullable String value, Map<String, String> headers, long timestampMs) {

    static Sent of(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return new Sent(text(record.key()), text(record.value()), headers, record.timestamp());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    String header(String name) {
        return headers.getOrDefault(name, "absent");
    }
}
