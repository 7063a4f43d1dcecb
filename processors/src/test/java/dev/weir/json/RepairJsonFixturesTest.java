package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepairJsonFixturesTest {

    static List<Fixtures.Case> arguments() {
        return Fixtures.read("arguments.txt");
    }

    static List<Fixtures.Case> content() {
        return Fixtures.read("content.txt");
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void shouldRepairArguments(Fixtures.Case given) {
        check(given, Channel.arguments(1), Map.of(), true);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void shouldRepairContentOfScopeWholeAlike(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of("scope", "whole"), true);
    }

    static List<Fixtures.Case> embedded() {
        return Fixtures.read("embedded.txt");
    }

    static List<Fixtures.Case> fenced() {
        return Fixtures.read("fenced.txt");
    }

    static List<Fixtures.Case> embeddedAlone() {
        return Fixtures.read("embedded-alone.txt");
    }

    @ParameterizedTest
    @MethodSource("embedded")
    void shouldRepairWhatIsEmbeddedInProse(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of("scope", "embedded"), false);
    }

    @ParameterizedTest
    @MethodSource("fenced")
    void shouldRepairWhatIsFenced(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of("scope", "fenced"), false);
    }

    @ParameterizedTest
    @MethodSource("embeddedAlone")
    void shouldDropTheProseAroundWhatIsEmbedded(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of("scope", "embedded", "prose", "drop"), true);
    }

    @ParameterizedTest
    @MethodSource("content")
    void shouldTellJsonFromProse(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of(), given.name().startsWith("JSON"));
    }

    static List<Fixtures.Case> aggressive() {
        return Fixtures.read("aggressive.txt");
    }

    @ParameterizedTest
    @MethodSource("aggressive")
    void shouldGuessIfAsked(Fixtures.Case given) {
        check(given, Channel.arguments(0), Map.of("level", "aggressive"), true);
    }

    static List<Fixtures.Case> schema() {
        return Fixtures.read("schema.txt");
    }

    @ParameterizedTest
    @MethodSource("schema")
    void shouldHeedASchema(Fixtures.Case given) {
        check(given, Channel.CONTENT, Map.of("schema", Fixtures.text("schema.json")), true);
    }

    private static void check(Fixtures.Case given, Channel channel, Map<String, String> options, boolean json) {
        Recording streamed = Chunkings.checkAll(
                Json.filter(channel, false, options), given.in(), given.name().hashCode());
        Supplier<Filter> document = Json.filter(channel, true, options);
        if (json) {
            assertThat(Json.mistake(streamed.textBytes())).as(streamed.text()).isEmpty();
        }
        if (given.refused()) {
            assertThatThrownBy(() -> Chunkings.whole(document, given.in())).isInstanceOf(RefusedException.class);
            assertThat(streamed.alerts()).hasSize(1);
            assertThat(streamed.flags()).containsAnyOf("json-refused", "json-invalid");
            return;
        }
        assertThat(visible(streamed.textBytes())).isEqualTo(visible(given.out()));
        assertThat(streamed.textBytes()).isEqualTo(given.out());
        boolean same = java.util.Arrays.equals(given.in(), given.out());
        assertThat(streamed.flags().contains("json-repaired")).isEqualTo(!same);
        assertThat(streamed.reports().isEmpty()).isEqualTo(same);
        assertThat(streamed.alerts()).isEmpty();
        Recording whole = Chunkings.checkAll(document, given.in(), 1);
        assertThat(whole.everything()).isEqualTo(streamed.everything());
    }

    private static String visible(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
