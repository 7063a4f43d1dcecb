package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {

    private static final long LONG_NS = TimeUnit.MINUTES.toNanos(10);
    private static final PatternScan SCAN = new PatternScan(
            PatternSet.of(List.of(new Pattern(new byte[] {7}, 1), new Pattern(new byte[] {9, 9}, 2)), true), 12);
    private static final List<Stage<?>> STAGES =
            List.of(new ContentHash(), SCAN, new MinHash(Elements.SHINGLES, 4, 4), new SimHash(Elements.WORDS, 8));

    private final CpuEngine cpu = new CpuEngine(1);
    private final ScriptedEngine card = new ScriptedEngine(cpu);
    private final Batcher batcher =
            new Batcher(new Router(cpu, card, GpuMode.REQUIRED, BatchListener.NONE, System::nanoTime), 1 << 20);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        batcher.close();
    }

    private static Batch batch(long seed) {
        Random random = new Random(seed);
        Batch.Builder batch = new Batch.Builder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            byte[] message = new byte[random.nextInt(40)];
            for (int at = 0; at < message.length; at++) {
                message[at] = (byte) random.nextInt(12);
            }
            batch.add(message, 0, message.length);
        }
        return batch.build();
    }

    private void assertRight(Analysis analysis, Batch batch) {
        Analysis expected = cpu.analyse(batch, STAGES);
        for (Stage<?> stage : STAGES) {
            assertThat(Results.areEqual(analysis.result(stage), expected.result(stage)))
                    .as(stage.label())
                    .isTrue();
        }
    }

    @Test
    void shouldPackWhatSeveralThreadsBring() throws Exception {
        List<Batcher.Client> clients = new ArrayList<>();
        List<Future<Analysis>> analyses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(batcher.client(LONG_NS));
        }
        for (int i = 0; i < 4; i++) {
            Batcher.Client client = clients.get(i);
            Batch batch = batch(i);
            analyses.add(threads.submit(() -> client.analyse(batch, STAGES)));
        }
        for (int i = 0; i < 4; i++) {
            assertRight(analyses.get(i).get(), batch(i));
        }
        assertThat(card.batches)
                .first()
                .isEqualTo(batch(0).messages() + batch(1).messages() + batch(2).messages() + batch(3).messages());
    }

    @Test
    void shouldNotWaitForAnyoneWhereThereIsOneThread() {
        try (Batcher.Client client = batcher.client(LONG_NS)) {
            assertRight(client.analyse(batch(1), STAGES), batch(1));
        }
    }

    @Test
    void shouldNotWaitForThoseThatLeft() throws Exception {
        Batcher.Client staying = batcher.client(LONG_NS);
        Batcher.Client leaving = batcher.client(LONG_NS);
        Future<Analysis> analysis = threads.submit(() -> staying.analyse(batch(1), STAGES));

        leaving.close();

        assertRight(analysis.get(), batch(1));
    }

    @Test
    void shouldWaitNoLongerThanToldTo() {
        Batcher.Client client = batcher.client(TimeUnit.MILLISECONDS.toNanos(2));
        batcher.client(LONG_NS);

        assertRight(client.analyse(batch(1), STAGES), batch(1));
    }

    @Test
    void shouldAnalyseOnWhenInterrupted() throws Exception {
        Batcher.Client client = batcher.client(LONG_NS);
        batcher.client(LONG_NS);
        Future<Boolean> wasInterrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertRight(client.analyse(batch(1), STAGES), batch(1));
            return Thread.interrupted();
        });

        assertThat(wasInterrupted.get()).isTrue();
    }

    @Test
    void shouldHaveTheSameResultsAsWithoutPacking() throws Exception {
        List<Future<?>> runs = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            runs.add(threads.submit(() -> {
                try (Batcher.Client client = batcher.client(TimeUnit.MILLISECONDS.toNanos(1))) {
                    for (int i = 0; i < 300; i++) {
                        long seed = 1_000L * number + i;
                        assertRight(client.analyse(batch(seed), STAGES), batch(seed));
                    }
                }
            }));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        assertThat(card.batches).anyMatch(messages -> messages > 5);
    }
}
