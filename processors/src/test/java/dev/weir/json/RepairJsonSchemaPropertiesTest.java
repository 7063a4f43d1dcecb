package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import dev.weir.json.schema.RandomSchema;
import dev.weir.json.schema.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random schemas, each with several documents that have a good chance of fitting it. */
class RepairJsonSchemaPropertiesTest {

    private static final int SCHEMAS = 60;
    private static final int DOCUMENTS = 20;

    private static Supplier<Filter> content(String schema, boolean whole, String disabled) {
        return Json.filter(Channel.CONTENT, whole, Map.of("schema", schema, "scope", "whole", "disable", disabled));
    }

    @Test
    void shouldLeaveValidDocumentsAsTheyAreAndTellWhetherTheyFit() {
        int fitting = 0;
        for (long seed = 0; seed < SCHEMAS; seed++) {
            RandomSchema random = new RandomSchema(seed);
            SchemaCheck check = SchemaCheck.compile(random.schema());
            Supplier<Filter> stream = content(random.schema(), false, "");
            Supplier<Filter> whole = content(random.schema(), true, "");
            for (int i = 0; i < DOCUMENTS; i++) {
                String document = i % 3 == 0 ? Documents.valid(seed * DOCUMENTS + i) : random.documentText();
                byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                Optional<String> violation = check.violation(bytes, 0, bytes.length);
                Recording recording = i < 4 ? Chunkings.checkAll(stream, bytes, seed) : Chunkings.whole(stream, bytes);
                String as = "seed " + seed + ", " + document + " of " + random.schema();
                assertThat(recording.text()).as(as).isEqualTo(document);
                assertThat(recording.reports()).as(as).isEmpty();
                assertThat(recording.alerts().isEmpty()).as(as).isEqualTo(violation.isEmpty());
                assertThat(passes(whole, bytes)).as(as).isEqualTo(violation.isEmpty());
                fitting += violation.isEmpty() ? 1 : 0;
            }
        }
        int all = SCHEMAS * DOCUMENTS;
        assertThat(fitting).as("fitting of " + all).isBetween(all / 5, all * 4 / 5);
    }

    @Test
    void shouldMendDamagedDocumentsAlikeOnEveryChunking() {
        for (long seed = 0; seed < SCHEMAS; seed++) {
            RandomSchema random = new RandomSchema(seed);
            Supplier<Filter> stream = content(random.schema(), false, "");
            for (int i = 0; i < 4; i++) {
                byte[] damaged = Documents.damaged(bare(random.documentText(), i), seed * 4 + i);
                assertValid(Chunkings.checkAll(stream, damaged, seed), seed);
                assertValid(Chunkings.checkAll(stream, Documents.noise(seed * 4 + i), seed), seed);
            }
        }
    }

    @Test
    void shouldMakeMoreDocumentsFitAndNoneWorse() {
        int fitting = 0;
        int guided = 0;
        for (long seed = 0; seed < SCHEMAS; seed++) {
            RandomSchema random = new RandomSchema(seed);
            Supplier<Filter> stream = content(random.schema(), false, "");
            Supplier<Filter> whole = content(random.schema(), true, "");
            Supplier<Filter> unguided = content(random.schema(), true, "schema-type");
            for (int i = 0; i < 5 * DOCUMENTS; i++) {
                byte[] damaged = Documents.damaged(bare(random.documentText(), i), seed * 100 + i);
                assertValid(Chunkings.whole(stream, damaged), seed);
                boolean fits = passes(whole, damaged);
                boolean before = passes(unguided, damaged);
                fitting += fits ? 1 : 0;
                guided += fits && !before ? 1 : 0;
                assertThat(fits || !before)
                        .as("seed " + seed + ", " + new String(damaged, StandardCharsets.UTF_8) + " of "
                                + random.schema())
                        .isTrue();
            }
        }
        System.out.println("repair-json: of " + SCHEMAS * 5 * DOCUMENTS + " damaged documents " + fitting
                + " fit their schema, " + guided + " of them by its guidance");
        assertThat(guided).isPositive();
    }

    private static boolean passes(Supplier<Filter> whole, byte[] document) {
        try {
            Recording recording = Chunkings.whole(whole, document);
            assertValid(recording, -1);
            return recording.alerts().isEmpty();
        } catch (RefusedException refused) {
            return false;
        }
    }

    private static void assertValid(Recording recording, long seed) {
        assertThat(Json.mistake(recording.textBytes()))
                .as("seed " + seed + ": " + recording.text())
                .isEmpty();
    }

    /** Every second document without the quotes of its words. */
    private static String bare(String document, int number) {
        return number % 2 == 0 ? document : document.replaceAll("\"(\\p{L}+)\"", "$1");
    }
}
