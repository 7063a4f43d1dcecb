package dev.weir.thinking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Chunkings;
import dev.weir.filter.Recording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {

    static List<Fixture> all() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldSplitInEveryChunking(Fixture fixture) {
        byte[] input = fixture.field("input").getBytes(StandardCharsets.UTF_8);
        Recording recording = Chunkings.checkAll(Filters.opening(fixture.options()), input, 42);
        assertThat(recording.text()).as("content").isEqualTo(fixture.field("content"));
        assertThat(recording.thinking()).as("thinking").isEqualTo(fixture.field("thinking"));
        boolean removed =
                !fixture.field("thinking").isEmpty() || fixture.field("removed").equals("yes");
        assertThat(recording.flags().contains("thinking")).as("flag").isEqualTo(removed);
        assertThat(recording.alerts().stream().map(a -> a.kind()).toList())
                .as("alerts")
                .isEqualTo(fixture.field("alert").isEmpty() ? List.of() : List.of(fixture.field("alert")));
    }

    @Test
    void shouldHoldEachCaseOnlyOnceAndInFull() {
        assertThat(Fixture.all())
                .hasSizeGreaterThan(60)
                .allSatisfy(fixture -> assertThat(fixture.fields().keySet())
                        .contains("input", "content")
                        .isSubsetOf("options", "input", "content", "thinking", "removed", "alert"));
        assertThat(Fixture.all().stream().map(Fixture::name)).doesNotHaveDuplicates();
    }
}
