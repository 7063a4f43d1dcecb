package dev.weir.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffHeapTableTest extends SightingTableContract {

    private final SightingEngine engine = SightingEngine.offHeap();

    @Override
    SightingEngine engine() {
        return engine;
    }

    @Test
    void shouldTakeFewerThan52BytesAKind() {
        try (SightingTable table = engine.open(1)) {
            for (int size = 100_000; size <= 1_000_000; size += 100_000) {
                while (table.size() < size) {
                    table.put(size, table.size() * 31L, 0, 0, 0);
                }
                assertThat(table.bytes() / size).as("at %d", size).isBetween(40L, 52L);
            }
        }
    }

    @Test
    void shouldHoldWhateverTheFingerprintsHaveInCommon() {
        try (SightingTable table = engine.open(1)) {
            for (long i = 0; i < 200_000; i++) {
                assertThat(table.put(0, i << 40, 0, 0, i)).isTrue();
            }
            Sighting found = new Sighting();
            for (long i = 0; i < 200_000; i++) {
                assertThat(table.find(0, i << 40, found)).isTrue();
                assertThat(found.offset()).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldNotGrowByBeingChanged() {
        try (SightingTable table = engine.open(1)) {
            for (long i = 0; i < 1_000; i++) {
                table.put(i, i, 0, 0, i);
            }
            long index = table.bytes();
            for (long i = 1_000; i < 3_000; i++) {
                table.put(i, i, 0, 0, i);
                table.remove(i, i);
            }
            assertThat(table.bytes()).as("one more chunk of records").isEqualTo(index + OffHeapEngine.CHUNK_BYTES);
        }
    }

    @Test
    void shouldUseChunksAgain() {
        OffHeapEngine memory = new OffHeapEngine();
        java.nio.ByteBuffer chunk = memory.take();
        memory.giveBack(chunk);
        assertThat(memory.take()).isSameAs(chunk);
    }
}
