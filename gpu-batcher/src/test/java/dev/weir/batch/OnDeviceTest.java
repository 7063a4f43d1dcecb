package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.cuda.FakeDriver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The measurement that is to be made where there is a card, on one that is none. */
class OnDeviceTest {

    @Test
    void shouldPrintATableForEachThingThatItMeasures() throws Exception {
        FakeDriver.load();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CudaEngine card = CudaEngine.open();
                CpuEngine core = new CpuEngine(1);
                CpuEngine cores = new CpuEngine(2)) {
            PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            new OnDeviceTables(card, core, cores, true, out).print();
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertThat(printed)
                .contains("| to the card | to the host |")
                .contains("| content-hash | 1 |", "| all of them | 4 |")
                .contains("| 1 |", "| 5 |");
        assertThat(printed).doesNotContain("NaN", "Infinity");
    }
}
