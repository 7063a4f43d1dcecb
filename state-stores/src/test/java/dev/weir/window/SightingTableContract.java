package dev.weir.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine's tables have to do; subclasses say which engine. */
abstract class SightingTableContract {

    private static final int EXPECTED = 1_000;

    private SightingTable table = new HeapEngine().open(1);
    private final Sighting found = new Sighting();

    abstract SightingEngine engine();

    @BeforeEach
    void open() {
        table = engine().open(EXPECTED);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldFindWhatWasPut() {
        assertThat(table.put(1, 2, 3, 4, 5)).isTrue();
        assertThat(table.find(1, 2, found)).isTrue();
        assertThat(describe(found)).isEqualTo("1 2: 3 4 5");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldKeepEveryValueThatThereMayBe() {
        assertThat(table.put(-1, Long.MIN_VALUE, Integer.MAX_VALUE, -7, Long.MAX_VALUE))
                .isTrue();
        assertThat(table.put(0, 0, 0, Integer.MIN_VALUE, -1)).isTrue();
        assertThat(table.find(-1, Long.MIN_VALUE, found)).isTrue();
        assertThat(describe(found))
                .isEqualTo("-1 " + Long.MIN_VALUE + ": " + Integer.MAX_VALUE + " -7 " + Long.MAX_VALUE);
        assertThat(table.find(0, 0, found)).isTrue();
        assertThat(describe(found)).isEqualTo("0 0: 0 " + Integer.MIN_VALUE + " -1");
    }

    @Test
    void shouldTellFingerprintsApartThatShareAHalf() {
        table.put(1, 2, 3, 4, 5);
        assertThat(table.find(1, 1, found)).isFalse();
        assertThat(table.find(2, 2, found)).isFalse();
        assertThat(table.find(2, 1, found)).isFalse();
        assertThat(table.remove(2, 1)).isFalse();
    }

    @Test
    void shouldLeaveTheSightingWhereNothingIsFound() {
        table.put(1, 2, 3, 4, 5);
        table.find(1, 2, found);
        assertThat(table.find(9, 9, found)).isFalse();
        assertThat(describe(found)).isEqualTo("1 2: 3 4 5");
    }

    @Test
    void shouldForgetWhatWasRemovedAndTakeItAgain() {
        table.put(1, 2, 3, 4, 5);
        assertThat(table.remove(1, 2)).isTrue();
        assertThat(table.remove(1, 2)).isFalse();
        assertThat(table.find(1, 2, found)).isFalse();
        assertThat(table.size()).isZero();
        assertThat(table.put(1, 2, 6, 7, 8)).isTrue();
        assertThat(table.find(1, 2, found)).isTrue();
        assertThat(describe(found)).isEqualTo("1 2: 6 7 8");
    }

    @Test
    void shouldVisitAnEmptyTable() {
        assertThat(table.visit(0, 10, sighting -> {
                    throw new AssertionError("there is nothing");
                }))
                .isEqualTo(SightingTable.END);
    }

    @Test
    void shouldVisitEachOnceInPiecesWhileSomeAreRemoved() {
        Random random = new Random(4);
        for (int i = 0; i < 3 * EXPECTED; i++) {
            table.put(i, random.nextLong(), i, 0, i);
        }
        Set<Long> visited = new HashSet<>();
        List<long[]> batch = new ArrayList<>();
        int removed = 0;
        long next = 0;
        while (next != SightingTable.END) {
            next = table.visit(next, 100, sighting -> {
                assertThat(visited.add(sighting.high())).isTrue();
                batch.add(new long[] {sighting.high(), sighting.low()});
            });
            for (long[] each : batch) {
                removed += table.remove(each[0], each[1]) ? 1 : 0;
            }
            batch.clear();
        }
        assertThat(visited).hasSize(3 * EXPECTED);
        assertThat(removed).isEqualTo(3 * EXPECTED);
        assertThat(table.size()).isZero();
    }

    @Test
    void shouldGrowWellPastWhatWasExpected() {
        int count = 4 * EXPECTED;
        for (int i = 0; i < count; i++) {
            assertThat(table.put(mixed(i), i, i, i, i)).as("entry %d", i).isTrue();
        }
        assertThat(table.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(table.find(mixed(i), i, found)).as("entry %d", i).isTrue();
            assertThat(found.offset()).isEqualTo(i);
        }
        assertThat(table.bytes()).isPositive();
    }

    @Test
    void shouldSayWhenItIsFullAndGoOnWithWhatItHas() {
        int count = 0;
        while (count < 300 * EXPECTED && table.put(mixed(count), count, 0, 0, count)) {
            count++;
        }
        assertThat(count).isGreaterThan(EXPECTED);
        for (int i = 0; i < count; i += 97) {
            assertThat(table.find(mixed(i), i, found))
                    .as("entry %d of %d", i, count)
                    .isTrue();
        }
        assertThat(table.remove(mixed(0), 0)).isTrue();
        assertThat(table.size()).isEqualTo(count - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldDoAsAMapDoes(long seed) {
        Random random = new Random(seed);
        Map<Long, Long> model = new HashMap<>();
        int kinds = 1 + random.nextInt(20_000);
        for (int i = 0; i < 100_000; i++) {
            long kind = random.nextInt(kinds);
            Long known = model.get(kind);
            assertThat(table.find(kind, ~kind, found))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(known != null);
            if (known == null) {
                if (table.put(kind, ~kind, i, 0, i)) {
                    model.put(kind, (long) i);
                }
            } else {
                assertThat(found.offset()).as("seed %d, step %d", seed, i).isEqualTo(known);
                if (random.nextBoolean()) {
                    assertThat(table.remove(kind, ~kind)).isTrue();
                    model.remove(kind);
                }
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
        Map<Long, Long> visited = new HashMap<>();
        table.visit(0, Integer.MAX_VALUE, sighting -> visited.put(sighting.high(), sighting.offset()));
        assertThat(visited).as("seed %d", seed).isEqualTo(model);
    }

    private static String describe(Sighting sighting) {
        return sighting.high() + " " + sighting.low() + ": " + sighting.afterStartMs() + " " + sighting.partition()
                + " " + sighting.offset();
    }

    private static long mixed(long i) {
        return i * 0x9E3779B97F4A7C15L;
    }
}
