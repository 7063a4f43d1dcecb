package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepairJsonPropertiesTest {

    @Test
    void shouldLeaveValidDocumentsAsTheyAreOnEveryChunking() {
        for (long seed = 0; seed < 200; seed++) {
            String document = Documents.valid(seed);
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertThat(Json.mistake(bytes)).as(document).isEmpty();
            Recording recording = Chunkings.checkAll(Json.arguments(), bytes, seed);
            assertThat(recording.text()).as("seed " + seed).isEqualTo(document);
            assertThat(recording.reports()).as("seed " + seed + " " + document).isEmpty();
        }
    }

    @Test
    void shouldLeaveValidDocumentsAsTheyAreWhateverTheLookAhead() {
        Supplier<Filter> near = Json.filter(Channel.arguments(0), false, Map.of("look-ahead", "64"));
        Supplier<Filter> whole = Json.filter(Channel.arguments(0), true, Map.of());
        for (long seed = 1_000; seed < 6_000; seed++) {
            String document = Documents.valid(seed);
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertThat(Chunkings.whole(near, bytes).text()).as("seed " + seed).isEqualTo(document);
            assertThat(Chunkings.whole(whole, bytes).text()).as("seed " + seed).isEqualTo(document);
            assertThat(Chunkings.whole(Json.content(), bytes).text())
                    .as("seed " + seed)
                    .isEqualTo(document);
        }
    }

    @Test
    void shouldCompleteEveryPrefixOfAValidDocument() {
        for (long seed = 0; seed < 300; seed++) {
            byte[] bytes = Documents.valid(seed).getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                Recording recording = Chunkings.whole(Json.arguments(), Arrays.copyOf(bytes, length));
                assertThat(Json.mistake(recording.textBytes()))
                        .as("seed " + seed + ", length " + length + ": " + recording.text())
                        .isEmpty();
                assertThat(recording.alerts())
                        .as("seed " + seed + ", length " + length)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldMakeDamagedDocumentsValidOrRefuseThem() {
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            refused += checkValidOrRefused(Documents.damaged(seed), seed);
        }
        assertThat(refused).as("refused of 20000").isLessThan(5_000);
    }

    @Test
    void shouldMakeNoiseValidOrRefuseIt() {
        for (long seed = 0; seed < 10_000; seed++) {
            checkValidOrRefused(Documents.noise(seed), seed);
        }
    }

    @Test
    void shouldRepairDamageAlikeOnEveryChunking() {
        for (long seed = 0; seed < 300; seed++) {
            Chunkings.checkAll(Json.arguments(), Documents.damaged(seed), seed);
            Chunkings.checkAll(Json.arguments(), Documents.noise(seed), seed);
            Chunkings.checkAll(Json.content(), Documents.noise(seed), seed);
        }
    }

    @Test
    void shouldNotTouchItsOwnOutput() {
        for (long seed = 0; seed < 5_000; seed++) {
            Recording once = Chunkings.whole(Json.arguments(), Documents.damaged(seed));
            if (once.text().isBlank()) {
                continue;
            }
            Recording twice = Chunkings.whole(Json.arguments(), once.textBytes());
            assertThat(twice.text()).as("seed " + seed).isEqualTo(once.text());
        }
    }

    private static int checkValidOrRefused(byte[] bytes, long seed) {
        Recording streamed = Chunkings.whole(Json.arguments(), bytes);
        String input = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Json.mistake(streamed.textBytes()))
                .as("seed " + seed + ", of " + input + " comes " + streamed.text())
                .isEmpty();
        try {
            Recording whole = Chunkings.whole(Json.filter(Channel.arguments(0), true, Map.of()), bytes);
            assertThat(whole.text()).as("seed " + seed).isEqualTo(streamed.text());
            assertThat(streamed.alerts()).as("seed " + seed).isEmpty();
            return 0;
        } catch (RefusedException refused) {
            assertThat(streamed.alerts()).as("seed " + seed).hasSize(1);
            return 1;
        }
    }
}
