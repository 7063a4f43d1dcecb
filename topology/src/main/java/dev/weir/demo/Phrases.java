package dev.weir.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small grammar: named lists of alternatives that name other lists; the notation is told in phrases.txt. */
final class Phrases {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z][a-z_.]*)(?::(\\d+)(?:-(\\d+))?)?}");
    private static final String HEX = "0123456789abcdef";

    private final Map<String, List<String>> lists;

    private Phrases(Map<String, List<String>> lists) {
        this.lists = lists;
    }

    /** Reads a resource of this package. */
    static Phrases load(String resource) {
        Map<String, List<String>> lists = new HashMap<>();
        List<String> current = new ArrayList<>();
        try (InputStream stream = Objects.requireNonNull(Phrases.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("[") && line.endsWith("]")) {
                    current = new ArrayList<>();
                    lists.put(line.substring(1, line.length() - 1), current);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    current.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(lists);
    }

    /** One alternative of a list, written out. */
    String one(String list, Random random) {
        return one(list, random, Map.of());
    }

    /** As {@link #one(String, Random)}, where {@code given} wins over the lists. */
    String one(String list, Random random, Map<String, String> given) {
        return expand(pick(alternatives(list), random), random, given);
    }

    /** Several different alternatives of a list in its order, written out, as many as there are at most. */
    List<String> several(String list, int count, Random random) {
        List<String> phrases = alternatives(list);
        int left = Math.min(count, phrases.size());
        List<String> chosen = new ArrayList<>(left);
        for (int i = 0; left > 0; i++) {
            if (random.nextInt(phrases.size() - i) < left) {
                chosen.add(expand(phrases.get(i), random, Map.of()));
                left--;
            }
        }
        return chosen;
    }

    String expand(String phrase, Random random, Map<String, String> given) {
        Matcher slot = SLOT.matcher(phrase);
        StringBuilder out = new StringBuilder();
        while (slot.find()) {
            String name = slot.group(1);
            String known = given.get(name);
            String value = known != null
                    ? known
                    : switch (name) {
                        case "n" -> number(slot, random);
                        case "hex" -> hex(Integer.parseInt(slot.group(2)), random);
                        case "uuid" -> uuid(random);
                        default -> one(name, random, given);
                    };
            slot.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return slot.appendTail(out).toString();
    }

    List<String> alternatives(String list) {
        return Objects.requireNonNull(lists.get(list), () -> "no list [" + list + "]");
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    static String hex(int digits, Random random) {
        StringBuilder out = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            out.append(HEX.charAt(random.nextInt(16)));
        }
        return out.toString();
    }

    private static String number(Matcher slot, Random random) {
        int least = Integer.parseInt(slot.group(2));
        int most = Integer.parseInt(slot.group(3));
        return Integer.toString(least + random.nextInt(most - least + 1));
    }

    private static String uuid(Random random) {
        return hex(8, random) + "-" + hex(4, random) + "-4" + hex(3, random) + "-a" + hex(3, random) + "-"
                + hex(12, random);
    }
}
