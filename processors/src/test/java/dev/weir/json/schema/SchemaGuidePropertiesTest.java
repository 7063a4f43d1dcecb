package dev.weir.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The guide against the validator: it must never forbid what the validator lets pass. */
class SchemaGuidePropertiesTest {

    private int fitting;
    private int changedAndFitting;
    private int forbidden;

    @Test
    void shouldNeverForbidWhatTheValidatorAccepts() {
        for (long seed = 0; seed < 300; seed++) {
            RandomSchema random = new RandomSchema(seed);
            String schema = random.schema();
            SchemaGuide guide = SchemaGuide.compile(schema);
            SchemaCheck check = SchemaCheck.compile(schema);
            Random places = new Random(seed);
            for (int i = 0; i < 8; i++) {
                Object document = random.document();
                String name = "seed " + seed + ": " + schema + " and " + RandomSchema.json(document);
                boolean fits = fits(check, document);
                if (fits) {
                    fitting++;
                    assertAllowed(guide, guide.root(), document, name);
                }
                changePlaces(guide, check, document, places, name);
            }
        }
        assertThat(fitting).isGreaterThan(1_000);
        assertThat(changedAndFitting).isGreaterThan(4_000);
        assertThat(forbidden).isGreaterThan(2_000);
    }

    private static boolean fits(SchemaCheck check, Object document) {
        byte[] json = RandomSchema.json(document).getBytes(StandardCharsets.UTF_8);
        return check.violation(json, 0, json.length).isEmpty();
    }

    /** Puts a value of each type in one place of the document. */
    private void changePlaces(SchemaGuide guide, SchemaCheck check, Object document, Random places, String name) {
        int size = size(document);
        int place = places.nextInt(size);
        for (Object value : RandomSchema.oneOfEachType()) {
            Object changed = replaced(document, new AtomicReference<>(place), value);
            if (fits(check, changed)) {
                changedAndFitting++;
                assertAllowed(guide, guide.root(), changed, name + " made " + RandomSchema.json(changed));
            } else if (!allowed(guide, guide.root(), changed)) {
                forbidden++;
            }
        }
    }

    private static void assertAllowed(SchemaGuide guide, int node, Object value, String name) {
        assertThat(guide.allows(node, type(value))).as(name).isTrue();
        if (value instanceof Map<?, ?> members) {
            for (String key : guide.required(node)) {
                assertThat(members.containsKey(key))
                        .as(name + " requires " + key)
                        .isTrue();
            }
            members.forEach(
                    (key, inner) -> assertAllowed(guide, GuideWalk.member(guide, node, (String) key), inner, name));
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                assertAllowed(guide, guide.element(node, i), elements.get(i), name);
            }
        }
    }

    private static boolean allowed(SchemaGuide guide, int node, Object value) {
        boolean allowed = guide.allows(node, type(value));
        if (value instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                allowed &= allowed(guide, GuideWalk.member(guide, node, (String) member.getKey()), member.getValue());
            }
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                allowed &= allowed(guide, guide.element(node, i), elements.get(i));
            }
        }
        return allowed;
    }

    private static SchemaGuide.Type type(Object value) {
        if (value instanceof Map) {
            return SchemaGuide.Type.OBJECT;
        }
        if (value instanceof List) {
            return SchemaGuide.Type.ARRAY;
        }
        if (value instanceof Number number) {
            return number.doubleValue() % 1 == 0 ? SchemaGuide.Type.INTEGER : SchemaGuide.Type.NUMBER;
        }
        return value instanceof Boolean
                ? SchemaGuide.Type.BOOLEAN
                : RandomSchema.isNull(value) ? SchemaGuide.Type.NULL : SchemaGuide.Type.STRING;
    }

    private static int size(Object value) {
        int size = 1;
        if (value instanceof Map<?, ?> members) {
            size += members.values().stream()
                    .mapToInt(SchemaGuidePropertiesTest::size)
                    .sum();
        } else if (value instanceof List<?> elements) {
            size += elements.stream().mapToInt(SchemaGuidePropertiesTest::size).sum();
        }
        return size;
    }

    /** A copy of the value with its n-th part replaced, counted in the order in which they begin. */
    private static Object replaced(Object value, AtomicReference<Integer> countdown, Object by) {
        if (countdown.getAndUpdate(left -> left - 1) == 0) {
            return by;
        }
        if (value instanceof Map<?, ?> members) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            members.forEach((key, inner) -> copy.put(key, replaced(inner, countdown, by)));
            return copy;
        }
        if (value instanceof List<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(inner -> copy.add(replaced(inner, countdown, by)));
            return copy;
        }
        return value;
    }
}
