package dev.weir.processor;

import dev.weir.batch.Batcher;
import dev.weir.batch.Stage;
import dev.weir.dedup.NearLookahead;
import dev.weir.logline.LogLine;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Has the signatures of the lines of a poll worked out before the lines are compared one by one.
 *
 * @param settings how lines are read and compared
 * @param batches takes what is worked out
 */
public record LineLookahead(DeduplicateSettings settings, LineBatches batches) implements Lookahead {

    @Override
    public List<Stage<?>> stages() {
        return List.of(batches.stage());
    }

    @Override
    public Reader open() {
        return new LinesOfPolls(new LineReader(settings), batches.client());
    }

    private final class LinesOfPolls implements Reader {

        private final LineReader lines;
        private final Batcher.Client client;

        LinesOfPolls(LineReader lines, Batcher.Client client) {
            this.lines = lines;
            this.client = client;
        }

        @Override
        public void look(ConsumerRecords<byte[], byte[]> records) {
            if (!batches.pays()) {
                return;
            }
            NearLookahead lookahead = batches.ofThread();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                LogLine line = record.value() == null ? null : lines.read(record.topic(), record.value());
                if (line != null) {
                    lookahead.offer(
                            record.key(),
                            line.context(),
                            line.contextLength(),
                            line.text(),
                            line.textOffset(),
                            line.textLength(),
                            settings.partition(record.topic(), record.partition()));
                }
            }
            lookahead.finish(client);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
