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
    void shouldTakeFewerThan60BytesAKind() {
        try (SightingTables tables = engine.tables()) {
            SightingTable table = tables.open(1);
            for (int size = 100_000; size <= 1_000_000; size += 100_000) {
                while (table.size() < size) {
                    table.put(size, table.size() * 31L, 0, 0, 0);
                }
                assertThat(tables.bytes() / size).as("at %d", size).isBetween(44L, 60L);
            }
        }
    }

    @Test
    void shouldHoldWhateverTheFingerprintsHaveInCommon() {
        try (SightingTables tables = engine.tables()) {
            SightingTable table = tables.open(1);
            for (long i = 0; i < 200_000; i++) {
                assertThat(table.put(0, i << 40, 0, 0, i)).isTrue();
            }
            Sighting found = new Sighting();
            for (long i = 0; i < 200_000; i++) {
                assertThat(tables.find(0, i << 40, found)).isSameAs(table);
                assertThat(found.offset()).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldNotGrowByBeingChanged() {
        try (SightingTables tables = engine.tables()) {
            SightingTable table = tables.open(1);
            for (long i = 0; i < 1_000; i++) {
                table.put(i, i, 0, 0, i);
            }
            long before = tables.bytes();
            for (long i = 1_000; i < 3_000; i++) {
                table.put(i, i, 0, 0, i);
                table.remove(i, i);
            }
            assertThat(tables.bytes()).as("one more chunk of records").isEqualTo(before + OffHeapEngine.CHUNK_BYTES);
        }
    }

    @Test
    void shouldKeepTheIndexAsSmallAsTheTablesThatAreLeft() {
        try (SightingTables tables = engine.tables()) {
            java.util.ArrayDeque<SightingTable> ring = new java.util.ArrayDeque<>();
            long most = 0;
            for (int round = 0; round < 60; round++) {
                SightingTable table = tables.open(1);
                ring.add(table);
                for (long i = 0; i < 20_000; i++) {
                    table.put(round, i, 0, 0, i);
                }
                if (ring.size() > 5) {
                    ring.remove().close();
                }
                if (round == 10) {
                    most = tables.bytes() * 5 / 4;
                }
                assertThat(tables.bytes()).as("round %d", round).isLessThan(round <= 10 ? Long.MAX_VALUE : most);
            }
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
