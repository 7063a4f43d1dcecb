package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.batch.EngineException.Severity;
import dev.weir.batch.cuda.FakeDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an engine when the card or its driver fails: the right exception, no deadlock, and nothing left behind. */
@Timeout(60)
class CudaFaultTest {

    private final Batch batch = batch(5_000);
    private final List<Stage<?>> stages = CudaEngineTest.stages(new Random(3));

    @BeforeEach
    void load() {
        FakeDriver.load();
    }

    @AfterEach
    void shouldLeaveNothingBehind() {
        if (FakeDriver.isLoaded()) {
            assertThat(FakeDriver.used()).isZero();
            assertThat(FakeDriver.pinned()).isZero();
            FakeDriver.order("");
        }
    }

    private static Batch batch(int size) {
        Random random = new Random(9);
        Batch.Builder builder = new Batch.Builder();
        while (builder.size() < size) {
            int length = random.nextInt(300);
            builder.add(CudaEngineTest.bytes(random, length, 3), 0, length);
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "fail=cuMemAlloc_v2:2, TOO_LARGE",
        "fail=cuCtxSetCurrent:1, ONCE",
        "fail=cuMemcpyHtoDAsync_v2:1, ONCE",
        "fail=cuMemcpyHtoDAsync_v2:1:2, ONCE",
        "fail=cuMemsetD8Async:1, ONCE",
        "fail=cuLaunchKernel:1, ONCE",
        "fail=cuLaunchKernel:701:3, ONCE",
        "fail=cuMemcpyDtoHAsync_v2:1, ONCE",
        "fail=cuMemcpyDtoHAsync_v2:1:3, ONCE",
        "fail=cuStreamQuery:1, ONCE",
    })
    void shouldGoOnAfterAFaultThatPasses(String orders, Severity severity) {
        try (CudaEngine engine = CudaEngine.open()) {
            FakeDriver.order(orders);
            EngineException exception =
                    catchThrowableOfType(EngineException.class, () -> engine.analyse(batch, stages));
            assertThat(exception.severity()).isEqualTo(severity);
            assertThat(exception).hasMessageContaining("CUDA_ERROR_").hasCauseInstanceOf(RuntimeException.class);
            shouldBeRight(engine);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fail=cuLaunchKernel:700",
                "fail=cuLaunchKernel:702:2",
                "fail=cuLaunchKernel:719:4",
                "fail=cuStreamQuery:714",
                "fail=cuStreamQuery:999",
                "fail=cuMemcpyHtoDAsync_v2:214",
                "fail=cuMemcpyDtoHAsync_v2:717:2",
                "fail=cuMemAlloc_v2:718",
            })
    void shouldBeLostForGoodWithItsContext(String orders) {
        try (CudaEngine engine = CudaEngine.open()) {
            FakeDriver.order(orders);
            for (int i = 0; i < 3; i++) {
                EngineException exception =
                        catchThrowableOfType(EngineException.class, () -> engine.analyse(batch, stages));
                assertThat(exception.severity()).isEqualTo(Severity.FOR_GOOD);
            }
            EngineException exception =
                    catchThrowableOfType(EngineException.class, () -> engine.nearest(window(3), 1, 1, 0));
            assertThat(exception.severity()).isEqualTo(Severity.FOR_GOOD);
        }
        try (CudaEngine next = CudaEngine.open()) {
            shouldBeRight(next);
        }
    }

    @Test
    void shouldTakeASmallerBatchWhereALargeOneCannotBePinned() {
        try (CudaEngine engine = CudaEngine.open()) {
            FakeDriver.order("fail=cuMemHostAlloc:2");
            EngineException exception = catchThrowableOfType(
                    EngineException.class, () -> engine.analyse(batch(3_000_000), List.of(new ContentHash())));
            assertThat(exception.severity()).isEqualTo(Severity.TOO_LARGE);
            shouldBeRight(engine);
        }
    }

    @Test
    void shouldTakeASmallerBatchWhereALargeOneHasNoRoom() {
        FakeDriver.order("memory=6");
        List<Stage<?>> minHash = List.of(new MinHash(Elements.SHINGLES, 128, 1));
        try (CudaEngine engine = CudaEngine.open()) {
            Batch large = batch(3_000_000);
            EngineException exception =
                    catchThrowableOfType(EngineException.class, () -> engine.analyse(large, minHash));
            assertThat(exception.severity()).isEqualTo(Severity.TOO_LARGE);
            assertThat(exception).hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY (2)");
            assertThat(engine.analyse(large.slice(0, 100), minHash).backend(minHash.get(0)))
                    .isEqualTo(Backend.CUDA);
        }
    }

    @Test
    void shouldHandBackAllMemoryOfPatternsAndWindowsWhenClosed() {
        try (CudaEngine engine = CudaEngine.open()) {
            long empty = FakeDriver.used();
            shouldBeRight(engine);
            assertThat(engine.nearest(window(9), 3, 2, -1).rows()).hasSize(12);
            assertThat(FakeDriver.used()).isGreaterThan(empty);
        }
    }

    @Test
    void shouldUploadAWindowAgainAfterAFault() {
        VectorWindow window = window(50);
        try (CudaEngine engine = CudaEngine.open();
                CpuEngine processor = new CpuEngine(1)) {
            for (String orders : List.of(
                    "fail=cuMemAlloc_v2:2",
                    "fail=cuMemcpyHtoDAsync_v2:1",
                    "fail=cuStreamQuery:1",
                    "fail=cuLaunchKernel:1:2")) {
                FakeDriver.order(orders);
                assertThatThrownBy(() -> engine.nearest(window, 20, 3, -1))
                        .as(orders)
                        .isInstanceOf(EngineException.class);
                window.add(new float[] {1, 2, 3, 4}, 0);
            }
            assertThat(engine.nearest(window, 20, 3, -1).rows())
                    .isEqualTo(processor.nearest(window, 20, 3, -1).rows());
        }
    }

    private static VectorWindow window(int rows) {
        Random random = new Random(1);
        VectorWindow window = new VectorWindow(4, 100, 100);
        for (int i = 0; i < rows; i++) {
            window.add(new float[] {random.nextFloat(), random.nextFloat(), -random.nextFloat(), 1}, 0);
        }
        return window;
    }

    @Test
    void shouldGiveUpOnACardThatHangs() {
        long used;
        try (CudaEngine engine = CudaEngine.open(Duration.ofMillis(50))) {
            FakeDriver.order("hang");
            for (int i = 0; i < 3; i++) {
                EngineException exception =
                        catchThrowableOfType(EngineException.class, () -> engine.analyse(batch, stages));
                assertThat(exception.severity()).isEqualTo(Severity.FOR_GOOD);
                assertThat(exception).hasMessage("the card did not finish within 50 ms");
            }
            used = FakeDriver.used();
        }
        // Nothing can be given back that the card may still be using.
        assertThat(FakeDriver.used()).isEqualTo(used).isPositive();
        FakeDriver.forget();
    }

    @Test
    void shouldShowBitsThatAreWrong() {
        try (CudaEngine engine = CudaEngine.open();
                CpuEngine processor = new CpuEngine(1)) {
            FakeDriver.order("corrupt=1");
            ContentHash stage = new ContentHash();
            assertThat(engine.analyse(batch, List.of(stage)).result(stage).low())
                    .isNotEqualTo(processor
                            .analyse(batch, List.of(stage))
                            .result(stage)
                            .low());
        }
    }

    @Test
    void shouldServeManyThreadsWhileSomeOfTheirBatchesFail() throws Exception {
        int threads = 6;
        FakeDriver.order("");
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (CudaEngine engine = CudaEngine.open()) {
            FakeDriver.order("fail=cuLaunchKernel:1:5:3,fail=cuStreamQuery:1:4:2,fail=cuMemcpyDtoHAsync_v2:1:2:1");
            List<Future<Integer>> failed = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                failed.add(executor.submit(() -> failures(engine)));
            }
            int sum = 0;
            for (Future<Integer> future : failed) {
                sum += future.get(50, TimeUnit.SECONDS);
            }
            assertThat(sum).isBetween(1, 6);
            shouldBeRight(engine);
        } finally {
            executor.shutdownNow();
        }
    }

    private int failures(CudaEngine engine) {
        int failures = 0;
        for (int i = 0; i < 4; i++) {
            try {
                shouldBeRight(engine);
            } catch (EngineException e) {
                failures++;
            }
        }
        return failures;
    }

    @Test
    void shouldNotBeUsedAnyMoreOnceItIsClosed() {
        CudaEngine engine = CudaEngine.open();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.analyse(batch, stages)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKeepAnInterruptForTheCaller() {
        try (CudaEngine engine = CudaEngine.open()) {
            Thread.currentThread().interrupt();
            shouldBeRight(engine);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void shouldBeRight(CudaEngine engine) {
        Batch some = batch.slice(0, 10);
        ContentHash stage = new ContentHash();
        try (CpuEngine processor = new CpuEngine(1)) {
            assertThat(engine.analyse(some, List.of(stage)).result(stage).high())
                    .isEqualTo(processor
                            .analyse(some, List.of(stage))
                            .result(stage)
                            .high());
        }
    }
}
