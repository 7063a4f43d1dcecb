package dev.weir.processor;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** The key that a record had before it was sent by its fingerprint, kept in a header until it is restored. */
final class OriginalKey {

    static final String HEADER = "weir-original-key";

    private OriginalKey() {}

    /** The record with another key. */
    static Record<byte[], byte[]> kept(Record<byte[], byte[]> record, byte[] newKey) {
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(HEADER);
        headers.add(HEADER, record.key());
        return record.withKey(newKey).withHeaders(headers);
    }

    /** The record with its own key and without the header. */
    static Record<byte[], byte[]> restored(Record<byte[], byte[]> record) {
        Header kept = record.headers().lastHeader(HEADER);
        if (kept == null) {
            return record;
        }
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(HEADER);
        return record.withKey(kept.value()).withHeaders(headers);
    }
}
