package dev.weir.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random JSON, written in random ways, and random damage to it that another reader of JSON has to judge the same. */
class JsonFingerprintPropertiesTest {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(10_000).build())
            .build();

    private final long seed = Long.getLong("seed", 20_261_121L);
    private final Random random = new Random(seed);

    @Test
    void shouldNotDependOnHowAValueIsWritten() {
        for (int i = 0; i < 3_000; i++) {
            Object value = value(3);
            String one = write(value);
            String other = write(value);
            assertThat(fingerprint(one))
                    .as("seed %d, %s and %s", seed, one, other)
                    .isEqualTo(fingerprint(other));
        }
    }

    @Test
    void shouldDependOnEachPartOfAValue() {
        for (int i = 0; i < 3_000; i++) {
            Object value = value(3);
            Object changed = change(value);
            assertThat(fingerprint(write(value)))
                    .as("seed %d, %s and %s", seed, value, changed)
                    .isNotEqualTo(fingerprint(write(changed)));
        }
    }

    @Test
    void shouldTakeForJsonWhatAnotherReaderTakesForIt() {
        int sound = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(write(value(2)));
            for (int damage = random.nextInt(3); damage > 0 && text.length() > 0; damage--) {
                damage(text);
            }
            String damaged = text.toString();
            sound += isSound(damaged) ? 1 : 0;
            assertThat(read(damaged).finish()).as("seed %d, %s", seed, damaged).isEqualTo(isSound(damaged));
        }
        assertThat(sound).isBetween(4_000, 19_000);
    }

    private static boolean isSound(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void damage(StringBuilder text) {
        int at = random.nextInt(text.length());
        String signs = "{}[]:,\"\\ \n0123.eE+-truefalsn\u0001\u00e9";
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
            default -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        }
    }

    private static JsonFingerprint read(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        JsonFingerprint json = new JsonFingerprint();
        json.accept(bytes, 0, bytes.length);
        return json;
    }

    private static long fingerprint(String text) {
        JsonFingerprint json = read(text);
        assertThat(json.finish()).as(text).isTrue();
        return json.value();
    }

    private Object value(int depth) {
        int kinds = depth == 0 ? 3 : 5;
        switch (random.nextInt(kinds)) {
            case 0 -> {
                return new BigDecimal(random.nextInt(2_000) - 1_000)
                        .scaleByPowerOfTen(random.nextInt(9) - 4)
                        .stripTrailingZeros();
            }
            case 1 -> {
                return string();
            }
            case 2 -> {
                return random.nextInt(3) == 0 ? "null" : random.nextBoolean();
            }
            case 3 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                return list;
            }
            default -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(string(), value(depth - 1));
                }
                return members;
            }
        }
    }

    private String string() {
        String signs = "ab\"\\/\n\t \u00e9\u4e2d";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return random.nextInt(4) == 0 ? text + "\ud83d\ude00" : text.toString();
    }

    /** The same value but for one thing somewhere in it. */
    private Object change(Object value) {
        if (value instanceof BigDecimal number) {
            return number.add(BigDecimal.ONE.scaleByPowerOfTen(-7));
        }
        if (value instanceof Boolean bool) {
            return !bool;
        }
        if (value instanceof List<?> list) {
            List<Object> changed = new ArrayList<>(list);
            if (changed.isEmpty() || random.nextInt(4) == 0) {
                changed.add(random.nextInt(changed.size() + 1), new BigDecimal("0.000077"));
            } else {
                int at = random.nextInt(changed.size());
                changed.set(at, change(changed.get(at)));
            }
            return changed;
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> changed = new LinkedHashMap<>();
            members.forEach((name, member) -> changed.put((String) name, member));
            if (changed.isEmpty() || random.nextInt(4) == 0) {
                changed.put("another", true);
            } else {
                String name = new ArrayList<>(changed.keySet()).get(random.nextInt(changed.size()));
                changed.computeIfPresent(name, (same, member) -> change(member));
            }
            return changed;
        }
        return value + "x";
    }

    private String write(Object value) {
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            List<String> written = list.stream().map(this::write).toList();
            return "[" + space() + String.join(space() + "," + space(), written) + space() + "]";
        }
        if (value instanceof Map<?, ?> members) {
            List<String> written = new ArrayList<>();
            members.forEach(
                    (name, member) -> written.add(quote((String) name) + space() + ":" + space() + write(member)));
            Collections.shuffle(written, random);
            return space() + "{" + space() + String.join(space() + "," + space(), written) + "}" + space();
        }
        return value instanceof String text ? quote(text) : value.toString();
    }

    private String number(BigDecimal number) {
        return switch (random.nextInt(4)) {
            case 0 -> number.toPlainString();
            case 1 ->
                number.setScale(Math.max(1, number.scale()) + random.nextInt(3)).toPlainString();
            case 2 -> number.unscaledValue() + (random.nextBoolean() ? "e" : "E") + -number.scale();
            default -> number.unscaledValue() + ".0e" + (number.scale() > 0 ? "-" : "+") + Math.abs(number.scale());
        };
    }

    private String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\/\n\t".indexOf(c);
            if (random.nextInt(4) == 0) {
                quoted.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else if (known >= 0 && (c != '/' || random.nextBoolean())) {
                quoted.append('\\').append("\"\\/nt".charAt(known));
            } else if (Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private String space() {
        return random.nextInt(3) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
    }
}
