package dev.weir.bench.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A race means something only if all run the same course. */
class SessionsTest {

    @ParameterizedTest
    @EnumSource(StoreEngine.class)
    void shouldReadAlikeWhereverTheSessionsAre(StoreEngine engine) {
        assertThat(course(engine)).isEqualTo(course(StoreEngine.IN_MEMORY));
    }

    private static List<Integer> course(StoreEngine engine) {
        List<Integer> read = new ArrayList<>();
        try (Sessions sessions = new Sessions(engine, 50)) {
            for (int turn = 0; turn < 2_000; turn++) {
                read.add(sessions.turn());
            }
        }
        return read;
    }
}
