package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Report;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonRepairerTest {

    @Test
    void shouldCommitAtOnceWhatIsDecided() {
        JsonRepairer repairer = JsonRepairer.streaming(Map.of());
        assertThat(text(repairer.accept(bytes("{'a': \"hello wor")))).isEqualTo("{\"a\": \"hello wor");
        assertThat(text(repairer.completion())).isEqualTo("\"}");
        assertThat(text(repairer.accept(bytes("ld\", b: [1, 2,")))).isEqualTo("ld\", \"b\": [1, 2");
        assertThat(text(repairer.completion())).isEqualTo("]}");
        assertThat(text(repairer.accept(bytes("]")))).isEqualTo("]");
        assertThat(text(repairer.finish())).isEqualTo("}");
        assertThat(repairer.reports())
                .extracting(Report::kind)
                .containsExactly("single-quotes", "unquoted-key", "trailing-comma", "truncated");
    }

    @Test
    void shouldCompleteWhatIsCommittedAtEveryByte() {
        for (long seed = 0; seed < 400; seed++) {
            byte[] document =
                    seed % 2 == 0 ? Documents.valid(seed).getBytes(StandardCharsets.UTF_8) : Documents.damaged(seed);
            JsonRepairer repairer = JsonRepairer.streaming(Map.of());
            ByteArrayOutputStream committed = new ByteArrayOutputStream();
            for (int i = 0; i < document.length; i++) {
                committed.writeBytes(repairer.accept(new byte[] {document[i]}));
                ByteArrayOutputStream completed = new ByteArrayOutputStream();
                completed.writeBytes(committed.toByteArray());
                completed.writeBytes(repairer.completion());
                assertThat(Json.mistake(completed.toByteArray()))
                        .as("seed " + seed + ", byte " + i + ": " + completed)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldRepairAWholeDocument() {
        assertThat(JsonRepairer.repair("{'a': (1, 2,)}", Map.of())).isEqualTo("{\"a\": [1, 2]}");
    }

    @Test
    void shouldSayWhyATextIsRefused() {
        JsonRepairer repairer = JsonRepairer.streaming(Map.of("disable", "single-quotes"));
        assertThat(text(repairer.accept(bytes("[1, 'a', 2]")))).isEqualTo("[1 ]");
        assertThat(repairer.refusal()).hasValueSatisfying(alert -> {
            assertThat(alert.offset()).isEqualTo(4);
            assertThat(alert.details()).containsEntry("reason", "the rule single-quotes is off");
        });
        assertThat(repairer.finish()).isEmpty();
    }

    @Test
    void shouldNameTheRulesThereAre() {
        assertThatThrownBy(() -> JsonRepairer.streaming(Map.of("disable", "single-quote")))
                .hasMessageStartingWith("disable: 'single-quote' is not a rule; there are backticks, bare-list,");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
