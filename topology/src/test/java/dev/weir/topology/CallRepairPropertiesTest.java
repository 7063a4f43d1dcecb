package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.json.JsonRepairer;
import dev.weir.json.RepairJson;
import dev.weir.topology.CallDialect.Delta;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random tool calls, damaged, cut and interleaved at random: each arrives as if its arguments had been repaired alone. */
class CallRepairPropertiesTest {

    private static final List<CallDialect> DIALECTS =
            List.of(new OpenAiCalls(), new ResponsesCalls(), new AnthropicCalls(), new BedrockCalls());
    private static final int RESPONSES = 150;
    private static final String[] WORDS = {
        "city", "Oslo", "it's", "a, b", "Grüße 😀", "x: {y}", "\\ud83d\\ude00", "", "line\\nend"
    };
    private static final String[] BARE = {"1", "-2.50", "1e9", "true", "false", "null"};

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldRepairTheArgumentsOfEachCallAsIfTheyStoodAlone() {
        for (CallDialect dialect : DIALECTS) {
            try (TestPipeline pipeline = start(dialect)) {
                int mended = 0;
                for (long seed = 0; seed < RESPONSES; seed++) {
                    Random random = new Random(seed);
                    List<String> texts = calls(random, true);
                    List<String> values = dialect.values(texts.size(), cut(texts, random, dialect), random);
                    String where = dialect + ", seed " + seed + ", calls " + texts + ", records " + values.size();
                    List<String> clean = send(pipeline, "k" + seed, values);
                    Map<Integer, String> expected = new TreeMap<>();
                    for (int call = 0; call < texts.size(); call++) {
                        String repaired = repair(texts.get(call));
                        expected.put(call, repaired);
                        mended += repaired.equals(texts.get(call)) ? 0 : 1;
                        CallDialect.tree(repaired);
                    }
                    assertThat(dialect.read(clean)).as(where).isEqualTo(expected);
                    assertThat(pipeline.dead()).as(where).isEmpty();
                }
                assertThat(mended).as("calls that needed it").isGreaterThan(RESPONSES / 2);
                assertThat(pipeline.metrics().sessions()).isZero();
                assertThat(pipeline.metrics().heldBackBytes()).isZero();
            }
        }
    }

    @Test
    void shouldPassSoundArgumentsThroughWithoutALostByteAndWithoutAFlag() {
        for (CallDialect dialect : DIALECTS) {
            try (TestPipeline pipeline = start(dialect)) {
                for (long seed = 0; seed < RESPONSES; seed++) {
                    Random random = new Random(seed);
                    List<String> texts = calls(random, false);
                    // A surrogate pair that is cut in two comes back in one piece.
                    texts.replaceAll(text -> text.replace("😀", "☺"));
                    List<Delta> deltas = cut(texts, random, dialect);
                    String where = dialect + ", seed " + seed + ", calls " + texts;
                    for (String value : dialect.values(texts.size(), deltas, random)) {
                        pipeline.send("k" + seed, value);
                    }
                    List<String> clean = new ArrayList<>();
                    for (Sent sent : pipeline.clean()) {
                        clean.add(String.valueOf(sent.value()));
                        assertThat(sent.headers()).as(where).isEmpty();
                    }
                    Map<Integer, String> expected = new HashMap<>();
                    for (int call = 0; call < texts.size(); call++) {
                        expected.put(call, texts.get(call));
                    }
                    assertThat(dialect.read(clean)).as(where).isEqualTo(expected);
                }
            }
        }
    }

    private TestPipeline start(CallDialect dialect) {
        return TestPipeline.llm(
                stateDirectory.resolve(dialect.format()), dialect.format(), TestPipeline.filter(new RepairJson()));
    }

    private static List<String> send(TestPipeline pipeline, String key, List<String> values) {
        for (String value : values) {
            pipeline.send(key, value);
        }
        List<String> clean = new ArrayList<>();
        pipeline.cleanValues().forEach(value -> clean.add(String.valueOf(value)));
        return clean;
    }

    private static String repair(String text) {
        JsonRepairer repairer = JsonRepairer.streaming(Map.of());
        ByteArrayOutputStream repaired = new ByteArrayOutputStream();
        repaired.writeBytes(repairer.accept(text.getBytes(UTF_8)));
        repaired.writeBytes(repairer.finish());
        assertThat(repairer.refusal()).as(text).isEmpty();
        return repaired.toString(UTF_8);
    }

    private static List<String> calls(Random random, boolean damaged) {
        List<String> texts = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            String text = object(random, 2);
            texts.add(damaged ? damage(text, random) : text);
        }
        return texts;
    }

    private static String object(Random random, int depth) {
        List<String> members = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            members.add("\"key" + count + "\": " + value(random, depth));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> "\"" + WORDS[random.nextInt(WORDS.length)] + "\"";
            case 1 -> BARE[random.nextInt(BARE.length)];
            case 2 -> "[" + value(random, depth - 1) + ", " + value(random, depth - 1) + "]";
            default -> object(random, depth - 1);
        };
    }

    private static String damage(String text, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, 2 + random.nextInt(text.length() - 2));
            case 1 -> text.replace("true", "True").replace("null", "None").replace(", ", " , ");
            case 2 -> text.replace("}", ",}").replace("]", ", ]");
            case 3 -> "```json\n" + text + "\n```";
            case 4 -> text.replaceAll("\"(key\\d)\"", random.nextBoolean() ? "$1" : "'$1'");
            default -> text;
        };
    }

    /** Cuts texts into pieces, which come in turn where the dialect lets them. */
    private static List<Delta> cut(List<String> texts, Random random, CallDialect dialect) {
        List<Delta> deltas = new ArrayList<>();
        int[] from = new int[texts.size()];
        List<Integer> open = new ArrayList<>();
        for (int call = 0; call < texts.size(); call++) {
            open.add(call);
        }
        while (!open.isEmpty()) {
            int next = dialect.interleaves() ? random.nextInt(open.size()) : 0;
            int call = open.get(next);
            String text = texts.get(call);
            int to = Math.min(text.length(), from[call] + random.nextInt(12));
            deltas.add(new Delta(call, text.substring(from[call], to)));
            from[call] = to;
            if (to == text.length()) {
                open.remove(next);
            }
        }
        return deltas;
    }
}
