package dev.weir.bench.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A race means something only if the course is the right one and the runners come to its end. */
class RepairBenchmarkTest {

    @ParameterizedTest
    @ValueSource(ints = {1 << 10, 10 << 10, 1 << 20})
    void shouldHaveDocumentsOfAboutTheSize(int bytes) {
        assertThat(Documents.text(Condition.VALID, bytes).length).isBetween(bytes * 9 / 10, bytes * 6 / 5);
    }

    @Test
    void shouldBeSoundOnlyWhereItSaysSo() {
        assertThat(sound(Condition.VALID)).isTrue();
        assertThat(sound(Condition.DAMAGED)).isFalse();
        assertThat(sound(Condition.HEAVY)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"WEIR", "WEIR_16", "WEIR_64", "WEIR_4096", "HAIBIIIN"})
    void shouldLeaveSoundDocumentsAlone(Engine engine) {
        byte[] document = Documents.text(Condition.VALID, 10 << 10);
        assertThat(repaired(engine, document)).isEqualTo(new String(document, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"WEIR", "WEIR_16", "WEIR_64", "WEIR_4096"})
    void shouldMakeSoundDocumentsOfTheOthers(Engine engine) {
        for (Condition condition : Condition.values()) {
            String repaired = repaired(engine, Documents.text(condition, 10 << 10));
            assertThat(Engine.JACKSON.open().repair(repaired.getBytes(StandardCharsets.UTF_8)))
                    .as(repaired)
                    .isNotNull();
        }
    }

    private static boolean sound(Condition condition) {
        return Engine.JACKSON.open().repair(Documents.text(condition, 10 << 10)) != null;
    }

    private static String repaired(Engine engine, byte[] document) {
        Output output = engine.open().repair(document);
        return output == null ? engine + " refused" : output.string();
    }
}
