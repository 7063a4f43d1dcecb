package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Reason;
import dev.weir.batch.Router;
import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.InputConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.processor.Lookahead;
import dev.weir.processor.LookaheadInterceptor;
import dev.weir.processor.PipelineEvents;
import dev.weir.similar.FindSimilar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose vectors are searched for together, as they were polled; a second engine stands in for the card. */
class FindSimilarBatchesTest {

    private static final FilterConfig SIMILAR =
            TestPipeline.filter(new FindSimilar(), "vector=field:v", "dimensions=3", "window=50", "similarity=0.95");

    /** How many queries each search had. */
    private final List<Integer> searches = new ArrayList<>();

    @TempDir
    private Path stateDirectory;

    private PipelineTopology.Built build(PipelineConfig config, RecordedMetrics metrics, boolean withCard) {
        BatchListener listener = new BatchListener() {
            @Override
            public void analysed(
                    String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
                searches.add(messages);
            }
        };
        Router router = withCard
                ? new Router(new CpuEngine(1), new CpuEngine(1), GpuMode.REQUIRED, listener)
                : new Router(new CpuEngine(1), null, GpuMode.OFF, listener);
        return PipelineTopology.build(
                config, metrics, PipelineEvents.NONE, SessionStore.ROCKSDB, new Batcher(router, 1 << 20));
    }

    private static PipelineConfig config(FilterConfig... filters) {
        return TestPipeline.config(PipelineKind.LOG, "auto", Guarantee.AT_LEAST_ONCE, filters);
    }

    private static List<String> lines(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String vector = "[" + random.nextInt(5) + "," + random.nextInt(5) + "," + (1 + random.nextInt(4)) + "]";
            lines.add(
                    switch (random.nextInt(20)) {
                        case 0 -> "plain " + i;
                        case 1 -> "{\"v\":[1,2]}";
                        case 2 -> "{\"v\":[1,2,3],\"long\":\"" + "x".repeat(TestPipeline.MAX_RECORD_BYTES) + "\"}";
                        default -> "{\"i\":" + i + ",\"v\":" + vector + "}";
                    });
        }
        return lines;
    }

    /** What comes out if polls bring a random number of lines each. */
    private List<Sent> run(PipelineConfig config, List<String> lines, boolean withCard, Random random) {
        RecordedMetrics metrics = new RecordedMetrics();
        PipelineTopology.Built built = build(config, metrics, withCard);
        LookaheadInterceptor interceptor = new LookaheadInterceptor();
        interceptor.configure(Map.of(LookaheadInterceptor.SOURCE, built.lookaheads()));
        try (TestPipeline pipeline = TestPipeline.start(
                config, stateDirectory.resolve(String.valueOf(random.nextLong())), metrics, built.topology())) {
            for (int from = 0; from < lines.size(); ) {
                int to = Math.min(lines.size(), from + 1 + random.nextInt(random.nextInt(3) == 0 ? 300 : 20));
                interceptor.onConsume(poll(lines, from, to));
                lines.subList(from, to).forEach(line -> pipeline.send("a", line));
                from = to;
            }
            List<Sent> sent = pipeline.clean();
            sent.addAll(pipeline.alerts());
            return sent;
        } finally {
            interceptor.close();
        }
    }

    private static ConsumerRecords<byte[], byte[]> poll(List<String> lines, int from, int to) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            byte @Nullable [] none = null;
            records.add(new ConsumerRecord<>("raw", 0, i, none, lines.get(i).getBytes(UTF_8)));
        }
        return new ConsumerRecords<>(Map.of(new TopicPartition("raw", 0), records), Map.of());
    }

    @RepeatedTest(3)
    void shouldFindTheSameHoweverAPollIsCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines = lines(random, 600);
        List<Sent> plain = run(config(SIMILAR), lines, false, random);
        assertThat(searches).as("seed " + seed).containsOnly(1);
        int alone = searches.size();
        searches.clear();

        assertThat(run(config(SIMILAR), lines, true, random)).as("seed " + seed).isEqualTo(plain);
        assertThat(searches.size()).as("seed " + seed).isLessThan(alone / 2);
        assertThat(plain).as("seed " + seed).anyMatch(sent -> sent.headers().containsKey("weir-similar"));
    }

    @Test
    void shouldNotLookAheadWhereOtherRecordsComeThanWerePolled() {
        List<String> lines = lines(new Random(7), 100);
        PipelineConfig behind = config(TestPipeline.filter(new Deduplicate()), SIMILAR);
        run(behind, lines, true, new Random(1));
        assertThat(searches).isNotEmpty().containsOnly(1);

        searches.clear();
        PipelineConfig one = config(SIMILAR);
        PipelineConfig two = new PipelineConfig(
                one.name(),
                one.kind(),
                one.guarantee(),
                new InputConfig(List.of("raw", "more"), "auto", 30_000, TestPipeline.MAX_RECORD_BYTES),
                one.filters(),
                one.outputs(),
                one.threads(),
                one.store(),
                one.kafka());
        List<Sent> sent = run(two, lines, true, new Random(1));
        assertThat(searches).isNotEmpty().containsOnly(1);
        assertThat(sent)
                .anyMatch(each -> each.header("weir-similar").startsWith("[{\"topic\":\"raw\",\"partition\":0,"));
    }

    @Test
    void shouldHaveTheConsumersLookAhead() {
        List<Lookahead> lookaheads =
                build(config(SIMILAR), new RecordedMetrics(), true).lookaheads();
        assertThat(lookaheads).hasSize(1);
        assertThat(lookaheads.get(0).stages()).isEmpty();
    }
}
