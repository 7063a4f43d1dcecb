package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTest {

    private static final int SIZE = 1 << 16;
    private static final String CHEAP = "cheap here, dear there";
    private static final String DEAR = "dear here, cheap there";

    private final CostModel<String> costs = new CostModel<>();

    /** The device takes 30 us for a batch, and each stage as long as is said. */
    private void know(String stage, double cpuUs, double deviceUs) {
        costs.tookTransfer(SIZE, 30_000);
        costs.tookCpu(stage, SIZE, cpuUs * 1_000);
        costs.tookDevice(List.of(stage), SIZE, 30_000 + deviceUs * 1_000);
    }

    private List<String> onDevice(String... stages) {
        return costs.sides(List.of(stages), SIZE).onDevice();
    }

    @Test
    void shouldKeepOnTheProcessorWhatIsNotKnown() {
        assertThat(onDevice(DEAR)).isEmpty();

        costs.tookCpu(DEAR, SIZE, 1e9);

        assertThat(onDevice(DEAR)).isEmpty();
    }

    @Test
    void shouldMoveToTheDeviceWhatPaysForTheTransfer() {
        know(DEAR, 100, 10);

        assertThat(onDevice(DEAR)).containsExactly(DEAR);
    }

    @Test
    void shouldKeepOnTheProcessorWhatDoesNotPayForTheTransfer() {
        know(DEAR, 45, 10);

        assertThat(onDevice(DEAR)).isEmpty();
    }

    @Test
    void shouldMoveOnlyTheStagesThatGain() {
        know(DEAR, 100, 10);
        know(CHEAP, 5, 10);

        assertThat(onDevice(CHEAP, DEAR)).containsExactly(DEAR);
    }

    @Test
    void shouldMoveStagesTogetherThatDoNotPayAlone() {
        know("one", 30, 5);
        know("other", 30, 5);

        assertThat(onDevice("one")).isEmpty();
        assertThat(onDevice("one", "other")).containsExactly("one", "other");
    }

    @Test
    void shouldChangeSidesOnlyForAGainOfAFifth() {
        know(DEAR, 100, 10);
        assertThat(onDevice(DEAR)).containsExactly(DEAR);

        know("both", 40, 5);
        assertThat(onDevice("both")).isEmpty();
        // the processor became cheaper, but by less than a fifth: what is there stays
        for (int i = 0; i < 100; i++) {
            costs.tookCpu(DEAR, SIZE, 36_000);
        }
        assertThat(onDevice(DEAR)).containsExactly(DEAR);
        for (int i = 0; i < 100; i++) {
            costs.tookCpu(DEAR, SIZE, 30_000);
        }
        assertThat(onDevice(DEAR)).isEmpty();
    }

    @Test
    void shouldLearnThatTheDeviceBecameSlow() {
        know(DEAR, 100, 10);
        for (int i = 0; i < 20; i++) {
            costs.tookDevice(List.of(DEAR), SIZE, 400_000);
        }

        assertThat(onDevice(DEAR)).isEmpty();
        assertThat(costs.deviceNs(DEAR, SIZE)).isBetween(380_000.0, 400_000.0);
    }

    @Test
    void shouldTryTheOtherSideOnceInAHundredBatches() {
        know(DEAR, 45, 10);
        int probes = 0;
        for (int i = 0; i < 1_000; i++) {
            CostModel.Sides<String> sides = costs.sides(List.of(DEAR), SIZE);
            assertThat(sides.onDevice().isEmpty()).isEqualTo(!sides.isProbe());
            probes += sides.isProbe() ? 1 : 0;
        }

        assertThat(probes).isEqualTo(10);
    }

    @Test
    void shouldNotTryWhatIsFarTooDear() {
        know(CHEAP, 1, 100);
        for (int i = 0; i < 1_000; i++) {
            assertThat(onDevice(CHEAP)).isEmpty();
        }
    }

    @Test
    void shouldTellSizesApart() {
        know(DEAR, 100, 10);

        assertThat(costs.sides(List.of(DEAR), SIZE / 16).onDevice()).isEmpty();
        assertThat(costs.sides(List.of(DEAR), SIZE + SIZE / 2).onDevice()).containsExactly(DEAR);
    }
}
