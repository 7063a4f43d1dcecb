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

    private SightingTables tables = SightingEngine.heap().tables();
    private SightingTable table = tables.open(1);
    private final Sighting found = new Sighting();

    abstract SightingEngine engine();

    @BeforeEach
    void open() {
        tables = engine().tables();
        table = tables.open(EXPECTED);
    }

    @AfterEach
    void close() {
        table.close();
        tables.close();
    }

    private boolean find(long high, long low) {
        return tables.find(high, low, found) == table;
    }

    @Test
    void shouldFindWhatWasPut() {
        assertThat(table.put(1, 2, 3, 4, 5)).isTrue();
        assertThat(find(1, 2)).isTrue();
        assertThat(describe(found)).isEqualTo("1 2: 3 4 5");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldKeepEveryValueThatThereMayBe() {
        assertThat(table.put(-1, Long.MIN_VALUE, Integer.MAX_VALUE, -7, Long.MAX_VALUE))
                .isTrue();
        assertThat(table.put(0, 0, 0, Integer.MIN_VALUE, -1)).isTrue();
        assertThat(find(-1, Long.MIN_VALUE)).isTrue();
        assertThat(describe(found))
                .isEqualTo("-1 " + Long.MIN_VALUE + ": " + Integer.MAX_VALUE + " -7 " + Long.MAX_VALUE);
        assertThat(find(0, 0)).isTrue();
        assertThat(describe(found)).isEqualTo("0 0: 0 " + Integer.MIN_VALUE + " -1");
    }

    @Test
    void shouldTellFingerprintsApartThatShareAHalf() {
        table.put(1, 2, 3, 4, 5);
        assertThat(find(1, 1)).isFalse();
        assertThat(find(2, 2)).isFalse();
        assertThat(find(2, 1)).isFalse();
        assertThat(table.remove(2, 1)).isFalse();
    }

    @Test
    void shouldLeaveTheSightingWhereNothingIsFound() {
        table.put(1, 2, 3, 4, 5);
        find(1, 2);
        assertThat(find(9, 9)).isFalse();
        assertThat(describe(found)).isEqualTo("1 2: 3 4 5");
    }

    @Test
    void shouldForgetWhatWasRemovedAndTakeItAgain() {
        table.put(1, 2, 3, 4, 5);
        assertThat(table.remove(1, 2)).isTrue();
        assertThat(table.remove(1, 2)).isFalse();
        assertThat(find(1, 2)).isFalse();
        assertThat(table.size()).isZero();
        assertThat(table.put(1, 2, 6, 7, 8)).isTrue();
        assertThat(find(1, 2)).isTrue();
        assertThat(describe(found)).isEqualTo("1 2: 6 7 8");
    }

    @Test
    void shouldTellWhichTableHoldsAFingerprint() {
        SightingTable other = tables.open(EXPECTED);
        table.put(1, 1, 1, 1, 1);
        other.put(2, 2, 2, 2, 2);
        assertThat(tables.find(1, 1, found)).isSameAs(table);
        assertThat(tables.find(2, 2, found)).isSameAs(other);
        assertThat(tables.find(3, 3, found)).isNull();
        assertThat(other.remove(1, 1)).isFalse();
        assertThat(tables.find(1, 1, found)).isSameAs(table);
    }

    @Test
    void shouldFindNothingInATableThatIsRetiredButVisitWhatIsInNoOther() {
        table.put(1, 1, 1, 1, 1);
        table.put(5, 5, 1, 1, 5);
        table.retire();
        assertThat(tables.find(1, 1, found)).isNull();
        SightingTable other = tables.open(EXPECTED);
        other.put(1, 1, 2, 2, 2);
        assertThat(tables.find(1, 1, found)).isSameAs(other);
        assertThat(found.offset()).isEqualTo(2);
        List<Long> offsets = new ArrayList<>();
        table.visit(0, 10, sighting -> offsets.add(sighting.offset()));
        assertThat(offsets).containsExactly(5L);
        assertThat(table.size()).isEqualTo(1);
        table.close();
        assertThat(tables.find(1, 1, found)).isSameAs(other);
    }

    @Test
    void shouldVisitWhatIsNew() {
        List<Long> kinds = new ArrayList<>();
        table.put(1, 1, 1, 1, 1);
        table.skipNew();
        table.put(2, 2, 2, 2, 2);
        table.put(3, 3, 3, 3, 3);
        table.remove(2, 2);
        table.visitNew(sighting -> kinds.add(sighting.high()));
        assertThat(kinds).containsExactly(3L);
        table.put(4, 4, 4, 4, 4);
        table.visitNew(sighting -> kinds.add(sighting.high()));
        table.visitNew(sighting -> kinds.add(-1L));
        assertThat(kinds).containsExactly(3L, 4L);
    }

    @Test
    void shouldOpenAndCloseTablesForEver() {
        for (int i = 0; i < tablesToOpen(); i++) {
            SightingTable next = tables.open(10);
            for (int key = 0; key < 5; key++) {
                assertThat(next.put(key, i, i, key, i)).as("table %d", i).isTrue();
            }
            assertThat(tables.find(3, i, found)).isSameAs(next);
            assertThat(tables.find(3, i - 3, found)).isNull();
            next.close();
        }
        assertThat(tables.find(3, 1, found)).isNull();
    }

    int tablesToOpen() {
        return 5_000;
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
            assertThat(find(mixed(i), i)).as("entry %d", i).isTrue();
            assertThat(found.offset()).isEqualTo(i);
        }
        assertThat(tables.bytes()).isPositive();
    }

    @Test
    void shouldSayWhenItIsFullAndGoOnWithWhatItHas() {
        int count = 0;
        while (count < 300 * EXPECTED && table.put(mixed(count), count, 0, 0, count)) {
            count++;
        }
        assertThat(count).isGreaterThan(EXPECTED);
        for (int i = 0; i < count; i += 97) {
            assertThat(find(mixed(i), i)).as("entry %d of %d", i, count).isTrue();
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
            assertThat(find(kind, ~kind)).as("seed %d, step %d", seed, i).isEqualTo(known != null);
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
