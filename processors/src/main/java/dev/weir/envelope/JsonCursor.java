package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer that reads one JSON document after the other, and says where in its array each token stands.
 *
 * <p>To make a Jackson parser for every record of 200 bytes costs as much as to read the record. So one parser reads all
 * documents as if they came in one stream; after an error it is replaced. Belongs to one thread.
 */
final class JsonCursor {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    /** The parser settles on an encoding by the first bytes it sees; these make it UTF-8 whatever comes. */
    private static final byte[] PRIMER = JsonText.ascii("{}  ");

    private Feed feed = new Feed();
    private @Nullable JsonParser parser;
    private @Nullable JsonParser unfinished;
    private long fedBefore;
    private int from;
    private int to;

    /** Begins with the next document, which lies in an array between two offsets. */
    JsonParser begin(byte[] bytes, int start, int end) throws IOException {
        JsonParser current = parser;
        if (current == null) {
            feed = new Feed();
            feed.supply(PRIMER, 0, PRIMER.length);
            current = JSON.createParser(feed);
            current.nextToken();
            current.nextToken();
        }
        // Unless the document is read to its end without an error, the parser is not to be used again.
        parser = null;
        fedBefore = feed.supplied;
        from = start;
        to = end;
        feed.supply(bytes, start, end);
        unfinished = current;
        return current;
    }

    /** Where in the array a token begins whose place in the stream is known. */
    int offset(long streamOffset) {
        return (int) (streamOffset - fedBefore) + from;
    }

    /**
     * Ends a document that was read to its last token.
     *
     * @return the offset of the first byte behind it that is not white space, or -1 if there is none
     */
    int finish(byte[] bytes) {
        JsonParser current = unfinished;
        if (current == null) {
            throw new IllegalStateException("no document was begun");
        }
        int behind = JsonText.skipSpace(bytes, offset(current.currentLocation().getByteOffset()));
        if (behind < to) {
            return behind;
        }
        parser = current;
        return -1;
    }

    /** The stream that the parser reads; it ends wherever a document ends, for as long as that is the last one. */
    private static final class Feed extends InputStream {

        private byte[] bytes = {};
        private int position;
        private int end;
        private long supplied;

        void supply(byte[] source, int from, int to) {
            bytes = source;
            position = from;
            end = to;
            supplied += to - from;
        }

        @Override
        public int read() {
            return position == end ? -1 : bytes[position++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == end) {
                return -1;
            }
            int count = Math.min(length, end - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }
    }
}
