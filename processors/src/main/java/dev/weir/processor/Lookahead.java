package dev.weir.processor;

import dev.weir.batch.Stage;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What a filter wants to know of the records of a poll before they are processed one by one. Thread-safe. */
public interface Lookahead {

    /** The stages that it has worked out, so that what they cost can be measured before the first poll. */
    List<Stage<?>> stages();

    /** Measures what else it needs costs, before the first poll. */
    default void calibrate() {}

    /** Begins to look, for one more consumer. */
    Reader open();

    /** Looks at the polls of one consumer, on its thread. */
    interface Reader extends AutoCloseable {

        /** Looks at the records of a poll; changes none. */
        void look(ConsumerRecords<byte[], byte[]> records);

        @Override
        void close();
    }
}
