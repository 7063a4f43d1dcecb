package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.demo.DemoStream.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoStreamsTest {

    private static final long SEED = 4;
    private static final long START_MS = 1_760_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, DemoStream> meant = new LinkedHashMap<>();
    private final List<DemoRecord> records = generate(20_000);

    private List<DemoRecord> generate(int count) {
        DemoStreams streams = new DemoStreams(SEED, START_MS, stream -> meant.put(stream.id(), stream));
        return Stream.generate(streams::next).limit(count).toList();
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() {
        assertThat(bytes(new DemoStreams(7, START_MS))).isEqualTo(bytes(new DemoStreams(7, START_MS)));
        assertThat(bytes(new DemoStreams(7, START_MS))).isNotEqualTo(bytes(new DemoStreams(8, START_MS)));
    }

    @Test
    void shouldSayExactlyWhatEachResponseMeansToSay() throws IOException {
        Map<String, Map<Place, StringBuilder>> said = new HashMap<>();
        for (DemoRecord record : records) {
            JsonNode choice = envelope(record).path("choices").path(0);
            JsonNode delta = choice.path("delta");
            Map<Place, StringBuilder> texts = said.computeIfAbsent(record.streamId(), id -> new HashMap<>());
            append(texts, Place.CONTENT, delta.path("content"));
            append(texts, Place.CONTENT, choice.path("message").path("content"));
            append(texts, Place.REASONING, delta.path("reasoning_content"));
            append(texts, Place.ARGUMENTS, delta.at("/tool_calls/0/function/arguments"));
        }
        for (String id : finished()) {
            for (Place place : Place.values()) {
                assertThat(Objects.requireNonNull(said.get(id)).getOrDefault(place, new StringBuilder()))
                        .as("%s of %s, seed %d", place, id, SEED)
                        .hasToString(Objects.requireNonNull(meant.get(id)).text(place));
            }
        }
    }

    @Test
    void shouldShowEveryScenarioBeforeAnyComesTwice() {
        assertThat(meant.values().stream().limit(Scenario.values().length).map(DemoStream::scenario))
                .containsExactlyInAnyOrder(Scenario.values());
    }

    @Test
    void shouldCutEveryThinkingMarkerInTwo() {
        for (String marker : List.of("<think>", "</think>", "◁think▷", "◁/think▷")) {
            List<DemoStream> streams = meant.values().stream()
                    .filter(stream -> stream.text(Place.CONTENT).contains(marker))
                    .toList();
            assertThat(streams).as(marker).isNotEmpty();
            assertThat(streams.stream().flatMap(stream -> stream.pieces().stream()))
                    .noneMatch(piece -> piece.text().contains(marker));
        }
    }

    @Test
    void shouldBeginWithTheRoleAndEndWithReasonUsageAndDone() throws IOException {
        for (String id : finished()) {
            DemoStream stream = Objects.requireNonNull(meant.get(id));
            if (stream.scenario() == Scenario.WHOLE_RESPONSE) {
                continue;
            }
            List<DemoRecord> own = records.stream()
                    .filter(record -> record.streamId().equals(id))
                    .toList();
            assertThat(envelope(own.get(0)).at("/choices/0/delta/role").asText())
                    .isEqualTo("assistant");

            int last = own.size() - 1;
            if (stream.scenario() == Scenario.EVENT_LINES) {
                assertThat(text(own.get(last--))).isEqualTo("data: [DONE]");
            }
            if (stream.usage()) {
                assertThat(envelope(own.get(last--)).path("choices")).isEmpty();
            }
            assertThat(envelope(own.get(last)).at("/choices/0/finish_reason").asText())
                    .isEqualTo(stream.finishReason());
        }
    }

    @Test
    void shouldInterleaveConversations() {
        int changes = 0;
        for (int i = 1; i < records.size(); i++) {
            changes += text(records.get(i - 1).key()).equals(text(records.get(i).key())) ? 0 : 1;
        }
        assertThat(changes).isGreaterThan(records.size() / 2);
        assertThat(records.stream().map(DemoRecord::timestampMs)).isSorted();
    }

    @Test
    void shouldKeepCharactersWholeExceptWhereSurrogatesAreCut() {
        boolean cut = false;
        for (DemoRecord record : records) {
            String value = text(record);
            assertThat(value.getBytes(StandardCharsets.UTF_8)).isEqualTo(record.value());
            if (value.matches(".*\"\\\\ud83[0-9a-f]\".*")) {
                assertThat(record.scenario()).isEqualTo("split surrogate escapes");
                cut = true;
            }
        }
        assertThat(cut).isTrue();
        assertThat(meant.values().stream()
                        .filter(stream -> stream.scenario() != Scenario.SPLIT_ESCAPES)
                        .flatMap(stream -> stream.pieces().stream())
                        .map(piece -> piece.text().getBytes(StandardCharsets.UTF_8).length))
                .allMatch(length -> length <= 6);
    }

    @Test
    void shouldDamageJsonAndRunInCircles() {
        List<DemoStream> damaged = of(Scenario.DAMAGED_TOOL_CALL);
        assertThat(damaged).isNotEmpty().allSatisfy(stream -> {
            assertThat(stream.text(Place.ARGUMENTS)).startsWith("{");
            assertThat(stream.tool()).isNotEmpty();
            assertThat(isJson(stream.text(Place.ARGUMENTS)))
                    .as(stream.text(Place.ARGUMENTS))
                    .isFalse();
        });
        assertThat(of(Scenario.RUNAWAY_LOOP))
                .isNotEmpty()
                .allSatisfy(
                        stream -> assertThat(stream.text(Place.CONTENT)).matches("(?s).* ([^.]{10,}\\. )\\1{20,}.*"));
    }

    private List<DemoStream> of(Scenario scenario) {
        return meant.values().stream()
                .filter(stream -> stream.scenario() == scenario)
                .toList();
    }

    /** Those whose record with the finish reason has been seen, and that are not open any more. */
    private List<String> finished() {
        Set<String> stillOpen = records.subList(records.size() - 300, records.size()).stream()
                .map(DemoRecord::streamId)
                .collect(Collectors.toSet());
        List<String> finished = new ArrayList<>(meant.keySet());
        finished.removeAll(stillOpen);
        assertThat(finished).hasSizeGreaterThan(2 * Scenario.values().length);
        return finished;
    }

    private static void append(Map<Place, StringBuilder> texts, Place place, JsonNode text) {
        if (text.isTextual()) {
            texts.computeIfAbsent(place, any -> new StringBuilder()).append(text.asText());
        }
    }

    private static JsonNode envelope(DemoRecord record) throws IOException {
        String value = text(record);
        if (value.equals("data: [DONE]")) {
            return JSON.createObjectNode();
        }
        return JSON.readTree(value.startsWith("data: ") ? value.substring("data: ".length()) : value);
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> bytes(DemoStreams streams) {
        return Stream.generate(streams::next)
                .limit(3_000)
                .map(record -> text(record.key()) + record.timestampMs() + record.headers() + text(record))
                .toList();
    }

    private static String text(DemoRecord record) {
        return text(record.value());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
