package dev.weir.processor;

import dev.weir.batch.Batcher;
import dev.weir.batch.PatternScan;
import dev.weir.batch.Stage;
import dev.weir.envelope.Envelope;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.match.MatchLookahead;
import dev.weir.match.PatternScanner;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Looks ahead for texts in which words are to be found: all texts of a record. */
public final class TextLookahead implements Lookahead {

    private final EnvelopeFormat format;
    private final PatternScan stage;
    private final Batcher batcher;
    private final long lingerNs;
    private final ThreadLocal<MatchLookahead> lookaheads;

    /**
     * @param format how text stands in the values
     * @param stage finds the words
     * @param batcher has that done
     * @param lingerNs how long a thread waits for others, in nanoseconds
     */
    public TextLookahead(EnvelopeFormat format, PatternScan stage, Batcher batcher, long lingerNs) {
        this.format = format;
        this.stage = stage;
        this.batcher = batcher;
        this.lingerNs = lingerNs;
        this.lookaheads = ThreadLocal.withInitial(() -> new MatchLookahead(stage));
    }

    /** What is known ahead by whichever thread asks. */
    public PatternScanner scanner() {
        return (text, from, to) -> lookaheads.get().find(text, from, to);
    }

    @Override
    public List<Stage<?>> stages() {
        return List.of(stage);
    }

    @Override
    public Reader open() {
        return new TextsOfPolls(batcher.client(lingerNs));
    }

    private final class TextsOfPolls implements Reader {

        private final Batcher.Client client;
        private final Envelope envelope = new Envelope();

        TextsOfPolls(Batcher.Client client) {
            this.client = client;
        }

        @Override
        public void look(ConsumerRecords<byte[], byte[]> records) {
            if (!batcher.router().hasDevice()) {
                return;
            }
            MatchLookahead lookahead = lookaheads.get();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.value() != null && read(record.value())) {
                    for (int i = 0; i < envelope.pieceCount(); i++) {
                        lookahead.offer(envelope.text(i), envelope.textOffset(i), envelope.textLength(i));
                    }
                }
            }
            lookahead.finish(client);
        }

        private boolean read(byte[] value) {
            envelope.reset(value);
            try {
                format.read(envelope);
                return true;
            } catch (MalformedEnvelopeException e) {
                return false; // who processes the record will say so
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
