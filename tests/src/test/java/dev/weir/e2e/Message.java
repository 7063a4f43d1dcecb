package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it was read. */
record Message(ConsumerRecord<byte[], byte[]> source) {

    @Nullable
    String key() {
        return source.key() == null ? null : new String(source.key(), UTF_8);
    }

    byte @Nullable [] value() {
        return source.value();
    }

    String text() {
        return new String(Objects.requireNonNull(source.value(), "a tombstone has no text"), UTF_8);
    }

    long timestamp() {
        return source.timestamp();
    }

    /** The last header of a name; fails if there is none. */
    String header(String name) {
        Header header = source.headers().lastHeader(name);
        if (header == null) {
            throw new AssertionError("no header " + name + " in " + headers() + " of " + this);
        }
        return new String(header.value(), UTF_8);
    }

    /** All headers in order, each as {@code name=value}. */
    List<String> headers() {
        List<String> headers = new ArrayList<>();
        for (Header header : source.headers()) {
            headers.add(header.key() + "=" + new String(header.value(), UTF_8));
        }
        return headers;
    }

    @Override
    public String toString() {
        String value = source.value() == null ? "null" : text();
        return source.topic() + "-" + source.partition() + "@" + source.offset() + " " + key() + ": "
                + (value.length() > 300 ? value.substring(0, 300) + ".." : value) + " " + headers();
    }
}
