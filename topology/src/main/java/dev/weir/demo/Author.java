package dev.weir.demo;

import dev.weir.demo.DemoStream.Piece;
import dev.weir.demo.DemoStream.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up responses, one for each scenario that is asked for. */
final class Author {

    private static final List<String> TOPICS = List.of("support", "review", "weather", "sql", "trip");
    private static final List<String> DOCUMENTS = List.of("json.order", "json.report", "json.trip");
    private static final List<String> TOOLS = List.of("get_weather", "lookup_order", "run_sql", "book_train");

    private final Phrases phrases = Phrases.load("phrases.txt");
    private final Random random;

    Author(Random random) {
        this.random = random;
    }

    DemoStream write(Scenario scenario, String key) {
        String topic = Phrases.pick(TOPICS, random);
        return switch (scenario) {
            case PLAIN_ANSWER -> stream(scenario, key, plainModel(), content(answer(topic)));
            case THINKING_IN_TEXT, EVENT_LINES, WHOLE_RESPONSE ->
                stream(scenario, key, tagModel(), content(thinking(topic, "<think>", "</think>") + answer(topic)));
            case THINKING_IN_TRIANGLES ->
                stream(scenario, key, "kimi-k1.5", content(thinking(topic, "◁think▷", "◁/think▷") + answer(topic)));
            case THINKING_IN_FIELD -> {
                List<Piece> pieces = pieces(Place.REASONING, thoughts(topic));
                pieces.addAll(content(answer(topic)));
                yield stream(scenario, key, "glm-4.6", pieces);
            }
            case DAMAGED_ANSWER -> {
                Damage damage = Phrases.pick(List.of(Damage.values()), random);
                String document = damage.apply(phrases.one(Phrases.pick(DOCUMENTS, random), random), random);
                String before = random.nextInt(3) == 0 ? thinking(topic, "<think>", "</think>") : "";
                yield stream(scenario, key, tagModel(), content(before + document));
            }
            case DAMAGED_TOOL_CALL -> {
                String tool = Phrases.pick(TOOLS, random);
                Damage damage = Phrases.pick(Damage.OF_ARGUMENTS, random);
                String arguments = damage.apply(phrases.one("tool." + tool, random), random);
                yield stream(scenario, key, plainModel(), pieces(Place.ARGUMENTS, arguments), "tool_calls", tool);
            }
            case RUNAWAY_LOOP -> {
                String again = phrases.one("runaway", random) + " ";
                String text = answer(topic) + " " + again.repeat(24 + random.nextInt(12));
                yield stream(scenario, key, plainModel(), content(text.stripTrailing()), "length", "");
            }
            case SPLIT_ESCAPES -> {
                String text = String.join(" ", phrases.several("party", 3, random));
                List<Piece> pieces = new ArrayList<>();
                Tokens.cuttingSurrogatePairs(text, random)
                        .forEach(token -> pieces.add(new Piece(Place.CONTENT, token)));
                yield stream(scenario, key, plainModel(), pieces);
            }
        };
    }

    private String answer(String topic) {
        return String.join(" ", phrases.several(topic + ".answer", 2 + random.nextInt(4), random));
    }

    private String thoughts(String topic) {
        return String.join(" ", phrases.several(topic + ".thinking", 2 + random.nextInt(3), random));
    }

    private String thinking(String topic, String open, String close) {
        return open + "\n" + thoughts(topic) + "\n" + close + "\n\n";
    }

    private String tagModel() {
        return random.nextBoolean() ? "deepseek-r1" : "qwen3-32b";
    }

    private String plainModel() {
        return random.nextBoolean() ? "llama-3.3-70b-instruct" : "mistral-small-3.2";
    }

    private List<Piece> content(String text) {
        return pieces(Place.CONTENT, text);
    }

    private List<Piece> pieces(Place place, String text) {
        List<Piece> pieces = new ArrayList<>();
        Tokens.of(text, random).forEach(token -> pieces.add(new Piece(place, token)));
        return pieces;
    }

    private DemoStream stream(Scenario scenario, String key, String model, List<Piece> pieces) {
        return stream(scenario, key, model, pieces, "stop", "");
    }

    private DemoStream stream(
            Scenario scenario, String key, String model, List<Piece> pieces, String finishReason, String tool) {
        String id = "chatcmpl-" + Phrases.hex(12, random);
        return new DemoStream(
                id, key, scenario, model, List.copyOf(pieces), finishReason, tool, random.nextInt(4) != 0);
    }
}
