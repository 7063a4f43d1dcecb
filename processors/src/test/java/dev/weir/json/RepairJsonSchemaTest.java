package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.OptionException;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepairJsonSchemaTest {

    private static final String PERSON =
            "{\"properties\": {\"age\": {\"type\": \"integer\"}}, \"required\": [\"name\"], \"type\": \"object\"}";

    private static Supplier<Filter> content(boolean whole, String... options) {
        return filter(Channel.CONTENT, whole, options);
    }

    private static Supplier<Filter> filter(Channel channel, boolean whole, String... options) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("schema", PERSON));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Json.filter(channel, whole, all);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayWhereASchemaIsWrong() {
        assertThatThrownBy(() -> content(true, "schema", "{\"properties\": {\"age\": {\"type\": \"int\"}}}"))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "schema: '{\"properties\": {\"age\": {\"type\": \"int\"}}}' is not a JSON Schema that can be used;"
                                + " /properties/age/type: not a type of JSON");
        assertThatThrownBy(() ->
                        content(true, "schema", "{\"type\":\n  \"object\", \"items\": {\"$ref\": \"#/$defs/none\"}}"))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("schema: '{\"type\": \"object\", \"items\": {\"$ref\": \"#/..' is not")
                .hasMessageEndingWith("; /items/$ref: '#/$defs/none' leads to no schema");
        assertThatThrownBy(() -> content(true, "schema", "type: object"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void shouldRefuseADocumentThatDoesNotFitAndSayWhy() {
        assertThatThrownBy(() -> Chunkings.whole(content(true), bytes(" {\"age\": 3}")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("does not fit the schema, /name: required at byte 1");
    }

    @Test
    void shouldNotReadAValidDocumentInAnotherWaySoThatItFits() {
        byte[] misleading = bytes("{\n  \"a\": {\n    \"x\": 1,\n  \"name\": \"Bo\"\n  }\n}");
        assertThatThrownBy(() -> Chunkings.whole(content(true), misleading)).isInstanceOf(RefusedException.class);
        byte[] damaged = bytes("{\n  \"a\": {\n    \"x\": 1,\n  \"name\": \"Bo\",\n}");
        assertThat(Chunkings.whole(content(true), damaged).text())
                .isEqualTo("{\n  \"a\": {\n    \"x\": 1},\n  \"name\": \"Bo\"\n}");
    }

    @Test
    void shouldKnowThePlacesOfElements() {
        String places = "{\"prefixItems\": [{\"type\": \"integer\"}, {\"type\": \"string\"}, {}],"
                + " \"items\": {\"prefixItems\": [{\"type\": \"boolean\"}], \"items\": {\"type\": \"number\"}}}";
        Recording recording = Chunkings.checkAll(
                content(false, "schema", places), bytes("[007, 007, {'a': [1]}, [yes, 007], (yes, 1, 007),]"), 1);
        assertThat(recording.text()).isEqualTo("[7, \"007\", {\"a\": [1]}, [true, 7], [true, 1, 7]]");
        assertThat(recording.alerts()).isEmpty();
    }

    @Test
    void shouldKnowTheKeyBehindAGapThatIsTooLongToWaitFor() {
        String gap = " ".repeat(4_500);
        String text = "{" + gap + "\"age\": 007," + gap + "\"age\":" + gap + "007, name: x}";
        Recording recording = Chunkings.checkAll(content(false), bytes(text), 1);
        assertThat(recording.text()).isEqualTo(text.replace("007", "7").replace("name: x", "\"name\": \"x\""));
        assertThat(recording.alerts()).isEmpty();
    }

    @Test
    void shouldLetADocumentThatDoesNotFitPassWithAFlagIfAsked() {
        Recording recording = Chunkings.checkAll(content(true, "unmendable", "pass"), bytes("{'age': 3}"), 1);
        assertThat(recording.text()).isEqualTo("{\"age\": 3}");
        assertThat(recording.flags()).containsExactly("json-invalid", "json-repaired");
        assertThat(recording.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo("invalid");
            assertThat(alert.details()).containsEntry("reason", "does not fit the schema, /name: required");
        });
    }

    @Test
    void shouldTellOfTheDocumentBeforeItTellsOfWhatIsRefusedBehindIt() {
        Recording recording = Chunkings.checkAll(
                content(false, "scope", "whole", "level", "strict"), bytes("{\"age\": 1} and so on"), 1);
        assertThat(recording.alerts()).extracting(Alert::kind).containsExactly("invalid", "refused");
    }

    @Test
    void shouldTellOfEachDocumentOfAStreamThatDoesNotFit() {
        Recording recording = Chunkings.checkAll(
                content(false), bytes("{\"age\": 1} {\"name\": \"Bo\"}\n{\"name\": \"Bo\", \"age\": \"x\"}"), 1);
        assertThat(recording.text()).isEqualTo("{\"age\": 1} {\"name\": \"Bo\"}\n{\"name\": \"Bo\", \"age\": \"x\"}");
        assertThat(recording.flags()).containsExactly("json-invalid");
        assertThat(recording.alerts()).extracting(alert -> alert.offset()).containsExactly(0L, 26L);
    }

    @Test
    void shouldNotJudgeWhatItGaveUp() {
        Recording recording = Chunkings.checkAll(content(false), bytes("{\"age\": [1] * 2}"), 1);
        assertThat(recording.alerts()).extracting(alert -> alert.kind()).containsExactly("refused");
        assertThat(recording.flags()).containsExactly("json-refused");
    }

    @Test
    void shouldJudgeAStreamOnlyUpToItsLimitAndADocumentAlways() {
        String text = "{\"name\": \"" + "x".repeat(2_000) + "\", \"age\": \"y\"}";
        Recording recording = Chunkings.checkAll(content(false, "schema-limit", "1KiB"), bytes(text), 1);
        assertThat(recording.text()).isEqualTo(text);
        assertThat(recording.flags()).isEmpty();
        assertThat(recording.alerts()).extracting(alert -> alert.kind()).containsExactly("unjudged");
        assertThatThrownBy(() -> Chunkings.whole(content(true, "schema-limit", "1KiB"), bytes(text)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldBeForContentUnlessSaidOtherwise() {
        byte[] other = bytes("{\"city\": \"Rome\"}");
        assertThat(Chunkings.whole(filter(Channel.arguments(0), true), other).alerts())
                .isEmpty();
        Supplier<Filter> ofArguments = filter(Channel.arguments(0), true, "schema-for", "arguments");
        assertThatThrownBy(() -> Chunkings.whole(ofArguments, other)).isInstanceOf(RefusedException.class);
        byte[] prose = bytes("Hello.");
        assertThat(Chunkings.whole(content(true, "schema-for", "arguments"), prose)
                        .text())
                .isEqualTo("Hello.");
        assertThatThrownBy(() -> Chunkings.whole(content(true, "schema-for", "all"), prose))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldLeaveProseAndContainersThatCannotFitAloneIfAsked() {
        byte[] prose = bytes("First [1,], then {\"age\": 1, \"name\": \"x\",} and {\"zip\": 2,}.");
        Recording recording = Chunkings.checkAll(content(false, "scope", "embedded"), prose, 1);
        assertThat(recording.text()).isEqualTo("First [1,], then {\"age\": 1, \"name\": \"x\"} and {\"zip\": 2,}.");
        assertThat(recording.alerts()).isEmpty();
    }

    @Test
    void shouldTakeAWordForADocumentWhereTheSchemaHasNothingElse() {
        String feeling = "{\"enum\": [\"positive\", \"very negative\", 5]}";
        assertThat(Chunkings.checkAll(content(false, "schema", feeling), bytes("Very Negative\n"), 1)
                        .text())
                .isEqualTo("\"very negative\"\n");
        assertThat(Chunkings.checkAll(content(false, "schema", feeling), bytes("05"), 1)
                        .alerts())
                .hasSize(1);
        assertThat(Chunkings.checkAll(content(false, "schema", "{\"type\": \"number\"}"), bytes("1,234.5"), 1)
                        .text())
                .isEqualTo("1234.5");
        assertThat(Chunkings.checkAll(content(false, "schema", "{\"type\": \"boolean\"}"), bytes("Yes"), 1)
                        .text())
                .isEqualTo("true");
    }

    @Test
    void shouldJudgeButNotGuideWithoutTheRule() {
        Recording recording = Chunkings.checkAll(
                content(false, "disable", "schema-type"), bytes("{\"name\": \"Bo\", \"age\": 007}"), 1);
        assertThat(recording.text()).isEqualTo("{\"name\": \"Bo\", \"age\": \"007\"}");
        assertThat(recording.flags()).contains("json-invalid");
    }

    @Test
    void shouldGoOnSafelyWithAnotherSchemaOrNone() {
        byte[] text = bytes("{\"age\": 007, \"age\": 007} {\"age\": 007}");
        String other = "{\"properties\": {\"age\": {\"type\": \"string\"}}}";
        for (int cut = 1; cut < text.length; cut++) {
            Recording changed = goOn(content(false), content(false, "schema", other), text, cut);
            assertThat(Json.mistake(changed.textBytes())).isEmpty();
            assertThat(changed.text()).endsWith(cut < 36 ? "{\"age\": \"007\"}" : "}");
            Recording without = goOn(content(false), content(false, "schema", ""), text, cut);
            assertThat(without.alerts()).hasSizeLessThan(2);
            Recording with = goOn(content(false, "schema", "", "scope", "whole"), content(false), text, cut);
            assertThat(with.alerts()).as("cut " + cut).hasSize(cut < 2 ? 2 : cut < 26 ? 1 : 0);
        }
    }

    private static Recording goOn(Supplier<Filter> before, Supplier<Filter> after, byte[] text, int cut) {
        Recording recording = new Recording();
        Filter first = before.get();
        first.accept(text, 0, cut, recording);
        StateWriter state = new StateWriter();
        first.save(state);
        Filter second = after.get();
        second.restore(new StateReader(state.toByteArray()));
        second.accept(text, cut, text.length - cut, recording);
        second.finish(recording);
        return recording;
    }

    @Test
    void shouldServeProgramsToo() {
        JsonRepairer repairer = JsonRepairer.streaming(Map.of("schema", PERSON));
        String out = text(repairer.accept(bytes("{\"age\": 00")));
        assertThat(out + text(repairer.completion())).isEqualTo("{\"age\": 0}");
        out += text(repairer.accept(bytes("7")));
        out += text(repairer.finish());
        assertThat(out).isEqualTo("{\"age\": 7}");
        assertThat(repairer.violation()).isPresent();
        assertThat(repairer.refusal()).isEmpty();
        assertThatThrownBy(() -> JsonRepairer.repair("{\"age\": 7}", Map.of("schema", PERSON)))
                .isInstanceOf(RefusedException.class);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
