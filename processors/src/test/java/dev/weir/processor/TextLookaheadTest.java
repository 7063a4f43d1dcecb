package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Reason;
import dev.weir.batch.Router;
import dev.weir.envelope.OpenAiFormat;
import dev.weir.envelope.TextFormat;
import dev.weir.filter.OptionValues;
import dev.weir.match.Match;
import dev.weir.match.MatchFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looks ahead with a processor in the place of a card. */
class TextLookaheadTest {

    /** What was analysed in batches, and why there. */
    private final List<String> analysed = new ArrayList<>();

    private final BatchListener listener = new BatchListener() {
        @Override
        public void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
            analysed.add(messages + " by " + label + ", " + reason);
        }
    };
    private final MatchFactory factory = new Match()
            .configure(new OptionValues(new Match().options(), Map.of("patterns", "[\"disk full\", \"reset\"]")));

    private TextLookahead lookahead(boolean hasDevice, boolean openAi) {
        Router router = new Router(
                new CpuEngine(1),
                hasDevice ? new CpuEngine(1) : null,
                hasDevice ? GpuMode.REQUIRED : GpuMode.OFF,
                listener);
        return new TextLookahead(
                openAi ? new OpenAiFormat() : new TextFormat(), factory.stage(), new Batcher(router, 1 << 20), 0);
    }

    private static void poll(TextLookahead lookahead, @Nullable String... values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(
                    new ConsumerRecord<>("raw", 0, records.size(), null, value == null ? null : value.getBytes(UTF_8)));
        }
        try (LookaheadInterceptor interceptor = new LookaheadInterceptor()) {
            interceptor.configure(Map.of(LookaheadInterceptor.SOURCE, List.of(lookahead)));
            ConsumerRecords<byte[], byte[]> polled =
                    new ConsumerRecords<>(Map.of(new TopicPartition("raw", 0), records), Map.of());
            assertThat(interceptor.onConsume(polled)).isSameAs(polled);
        }
    }

    private static boolean knows(TextLookahead lookahead, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return lookahead.scanner().find(bytes, 0, bytes.length) != null;
    }

    @Test
    void shouldScanAPollInOneBatch() {
        TextLookahead lookahead = lookahead(true, false);
        poll(lookahead, "disk full", null, "all is well");

        assertThat(analysed).containsExactly("2 by pattern-scan, REQUIRED");
        assertThat(knows(lookahead, "disk full")).isTrue();
        assertThat(knows(lookahead, "all is well")).isTrue();
        assertThat(knows(lookahead, "another")).isFalse();
    }

    @Test
    void shouldScanTheTextsOfEnvelopes() {
        TextLookahead lookahead = lookahead(true, true);
        poll(
                lookahead,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"disk\\nfull\"}},"
                        + "{\"index\":1,\"message\":{\"content\":\"reset\"}}]}",
                "no envelope");

        assertThat(analysed).containsExactly("2 by pattern-scan, REQUIRED");
        assertThat(knows(lookahead, "disk\nfull")).isTrue();
        assertThat(knows(lookahead, "reset")).isTrue();
    }

    @Test
    void shouldNotLookAheadWhereThereIsNoCard() {
        TextLookahead lookahead = lookahead(false, false);
        poll(lookahead, "disk full");

        assertThat(analysed).isEmpty();
        assertThat(knows(lookahead, "disk full")).isFalse();
    }

    @Test
    void shouldServeTheThreadThatLookedAhead() throws InterruptedException {
        TextLookahead lookahead = lookahead(true, false);
        Thread other = new Thread(() -> poll(lookahead, "disk full"));
        other.start();
        other.join();

        assertThat(analysed).hasSize(1);
        assertThat(knows(lookahead, "disk full")).isFalse();
    }
}
