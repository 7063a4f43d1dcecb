package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.batch.EngineException.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final ContentHash HASH = new ContentHash();
    private static final MinHash SIGNATURE = new MinHash(Elements.WORDS, 8, 4);
    private static final List<Stage<?>> STAGES = List.of(HASH, SIGNATURE);

    private final CpuEngine cpu = new CpuEngine(1);
    private final ScriptedEngine card = new ScriptedEngine(cpu);
    private final AtomicLong clockNs = new AtomicLong();
    private final List<String> failures = new ArrayList<>();
    private final List<String> analysed = new ArrayList<>();
    private final BatchListener listener = new BatchListener() {
        @Override
        public void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
            analysed.add(label + " " + backend.label() + " " + reason.label());
        }

        @Override
        public void failed(String reason, boolean forGood) {
            failures.add(reason + (forGood ? " for good" : ""));
        }
    };

    private Router router(GpuMode mode) {
        return new Router(cpu, card, mode, listener, clockNs::get);
    }

    private static Batch batch(int messages) {
        Batch.Builder batch = new Batch.Builder();
        Random random = new Random(messages);
        for (int i = 0; i < messages; i++) {
            byte[] message = new byte[random.nextInt(100)];
            random.nextBytes(message);
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
    void shouldUseTheProcessorAloneWhereThereIsNoCard() {
        Batch batch = batch(20);
        Router router = new Router(cpu, null, GpuMode.AUTO, listener);

        Analysis analysis = router.analyse(batch, STAGES);

        assertRight(analysis, batch);
        assertThat(analysis.reason(HASH)).isEqualTo(Reason.ONLY);
        assertThat(analysis.backend(HASH)).isNotEqualTo(Backend.CUDA);
        assertThat(router.hasDevice()).isFalse();
    }

    @Test
    void shouldNotTouchTheCardWhenItIsSwitchedOff() {
        router(GpuMode.OFF).analyse(batch(3), STAGES);

        assertThat(card.batches).isEmpty();
    }

    @Test
    void shouldRefuseToStartWithoutACardThatIsRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router(cpu, null, GpuMode.REQUIRED, listener))
                .withMessage("a GPU is required and there is none that can be used");
    }

    @Test
    void shouldAlwaysUseTheCardThatIsRequired() {
        Batch batch = batch(20);

        Analysis analysis = router(GpuMode.REQUIRED).analyse(batch, STAGES);

        assertRight(analysis, batch);
        assertThat(analysis.backend(SIGNATURE)).isEqualTo(Backend.CUDA);
        assertThat(analysed).containsExactly("content-hash cuda required", "min-hash cuda required");
    }

    @Test
    void shouldHaveTheProcessorDoWhatTheCardFailsAt() {
        Batch batch = batch(20);
        card.script.add(ScriptedEngine.failure(Severity.ONCE));
        Router router = router(GpuMode.REQUIRED);

        Analysis analysis = router.analyse(batch, STAGES);

        assertRight(analysis, batch);
        assertThat(analysis.backend(SIGNATURE)).isNotEqualTo(Backend.CUDA);
        assertThat(analysis.reason(SIGNATURE)).isEqualTo(Reason.FAULT);
        assertThat(failures).containsExactly("launch failed (719)");
        assertThat(router.analyse(batch, STAGES).backend(SIGNATURE)).isEqualTo(Backend.CUDA);
    }

    @Test
    void shouldLetTheCardRestAfterThreeFailures() {
        Router router = router(GpuMode.REQUIRED);
        for (int i = 0; i < 3; i++) {
            card.script.add(ScriptedEngine.failure(Severity.ONCE));
            router.analyse(batch(2), STAGES);
        }

        router.analyse(batch(2), STAGES);
        assertThat(card.batches).hasSize(3);
        clockNs.addAndGet(30_000_000_000L);
        router.analyse(batch(2), STAGES);
        assertThat(card.batches).hasSize(4);
        assertThat(router.hasDevice()).isTrue();
    }

    @Test
    void shouldGiveUpACardThatIsOfNoMoreUse() {
        card.script.add(ScriptedEngine.failure(Severity.FOR_GOOD));
        Router router = router(GpuMode.REQUIRED);
        assertThat(router.failure()).isNull();

        for (int i = 0; i < 5; i++) {
            assertRight(router.analyse(batch(7), STAGES), batch(7));
            clockNs.addAndGet(3_600_000_000_000L);
        }

        assertThat(card.batches).hasSize(1);
        assertThat(failures).containsExactly("launch failed (719) for good");
        assertThat(router.hasDevice()).isFalse();
        assertThat(router.failure()).isEqualTo("launch failed (719)");
    }

    @Test
    void shouldGiveUpACardThatIsWrong() {
        Batch batch = batch(200);
        card.isWrong = true;
        Router router =
                new Router(cpu, new CheckedEngine(card, cpu, 0.02, 1), GpuMode.REQUIRED, listener, clockNs::get);

        Analysis analysis = router.analyse(batch, STAGES);

        assertRight(analysis, batch);
        assertThat(failures).singleElement().asString().contains("content-hash").endsWith("for good");
    }

    @Test
    void shouldHandTheCardLessAtOnceIfItRunsOutOfMemory() {
        Batch batch = batch(64);
        card.maxBytes = 500;
        Router router = new Router(cpu, new SplittingEngine(card, 1 << 20), GpuMode.REQUIRED, listener, clockNs::get);

        Analysis analysis = router.analyse(batch, STAGES);

        assertRight(analysis, batch);
        assertThat(analysis.backend(HASH)).isEqualTo(Backend.CUDA);
        assertThat(card.batches).hasSizeGreaterThan(7);
    }

    @Test
    void shouldSplitWhatIsKnownToBeTooLarge() {
        Batch batch = batch(64);
        Router router = new Router(cpu, new SplittingEngine(card, 500), GpuMode.REQUIRED, listener, clockNs::get);

        assertRight(router.analyse(batch, STAGES), batch);
        assertThat(card.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(64);
        assertThat(card.batches).hasSizeGreaterThan(4);
    }

    @Test
    void shouldHaveTheProcessorDoASingleMessageThatIsTooLarge() {
        card.maxBytes = 10;
        Router router = new Router(cpu, new SplittingEngine(card, 1 << 20), GpuMode.REQUIRED, listener, clockNs::get);

        assertRight(router.analyse(batch(9), STAGES), batch(9));
        assertThat(failures).containsExactly("out of memory");
    }

    @Test
    void shouldCalibrateAndThenTakeTheCheaperSide() {
        Router router = router(GpuMode.AUTO);
        // The clock stands still but in the card: it costs 1 ms a call, the processor nothing.
        for (int i = 0; i < 1_000; i++) {
            card.script.add(() -> clockNs.addAndGet(1_000_000));
        }
        router.calibrate(STAGES, List.of(new byte[100]));

        Analysis analysis = router.analyse(batch(50), STAGES);

        assertThat(analysis.reason(HASH)).isEqualTo(Reason.CHEAPER);
        assertThat(analysis.backend(HASH)).isNotEqualTo(Backend.CUDA);
    }

    @Test
    void shouldCalibrateSearchesAndThenTakeTheCheaperSide() {
        // Whatever is done takes as long: for the processor that counts for more, the larger the search.
        Router router = new Router(cpu, card, GpuMode.AUTO, listener, () -> clockNs.addAndGet(1_000));
        VectorWindow window = window(4, 4_000, 1_024);

        router.calibrateSearches(window.dimensions(), window.reach());
        Neighbours one = router.nearest(window, window.end() - 1, 3, 0.1f);
        Neighbours many = router.nearest(window, window.end() - 1_000, 3, 0.1f);

        assertThat(one.rows()).hasSize(3);
        assertThat(many.rows()).hasSize(3_000);
        assertThat(analysed).containsExactly("nearest cpu cheaper", "nearest cuda cheaper");
    }

    @Test
    void shouldGoOnWithoutACardThatFailsWhileItIsCalibrated() {
        card.script.add(ScriptedEngine.failure(Severity.FOR_GOOD));
        Router router = router(GpuMode.AUTO);

        router.calibrateSearches(4, 100);

        assertThat(failures).containsExactly("launch failed (719) for good");
        assertThat(router.hasDevice()).isFalse();
        VectorWindow window = window(4, 100, 1);
        assertThat(router.nearest(window, 100, 3, 0.1f).rows()).hasSize(3);
    }

    @Test
    void shouldTellWhatSearchesCost() {
        Router router = new Router(cpu, card, GpuMode.AUTO, listener, () -> clockNs.addAndGet(1_000));

        List<Estimate> estimates = router.searchEstimates(4, 4_000);

        assertThat(estimates).extracting(Estimate::label).containsOnly("nearest");
        assertThat(estimates).extracting(Estimate::bytes).containsExactly(16, 256, 4_096);
        assertThat(estimates).extracting(Estimate::onDevice).containsExactly(false, false, true);
        assertThat(estimates).allMatch(estimate -> estimate.cpuNs() > 0 && estimate.deviceNs() == 1_000);
    }

    private static VectorWindow window(int dimensions, int reach, int ahead) {
        VectorWindow window = new VectorWindow(dimensions, reach, ahead);
        Random random = new Random(5);
        for (int i = 0; i < reach + ahead; i++) {
            float[] vector = new float[dimensions];
            for (int j = 0; j < dimensions; j++) {
                vector[j] = random.nextFloat();
            }
            window.add(vector, 0);
        }
        return window;
    }

    @Test
    void shouldFindNeighboursWhateverTheCardDoes() {
        VectorWindow window = new VectorWindow(4, 10, 5);
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            window.add(new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat(), 1}, 0);
        }
        Neighbours expected = cpu.nearest(window, 10, 3, 0.1f);
        Router router = new Router(cpu, new CheckedEngine(card, cpu, 1, 1), GpuMode.REQUIRED, listener, clockNs::get);
        card.script.add(() -> {});
        card.script.add(ScriptedEngine.failure(Severity.ONCE));

        for (int i = 0; i < 4; i++) {
            card.isWrong = i == 2;
            assertThat(router.nearest(window, 10, 3, 0.1f).rows()).isEqualTo(expected.rows());
        }
        assertThat(failures).hasSize(2);
        assertThat(router.hasDevice()).isFalse();
    }
}
