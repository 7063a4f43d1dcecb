package dev.weir.thinking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case of {@code fixtures.txt}, whose head says how it is written. */
record Fixture(String name, Map<String, String> fields) {

    static List<Fixture> all() {
        List<Fixture> fixtures = new ArrayList<>();
        try (InputStream in = Fixture.class.getResourceAsStream("fixtures.txt")) {
            if (in == null) {
                throw new IllegalStateException("no resource fixtures.txt");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("== ")) {
                    fixtures.add(new Fixture(line.substring(3), new LinkedHashMap<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    int colon = line.indexOf(':');
                    String value = line.substring(colon + 1);
                    Fixture last = fixtures.get(fixtures.size() - 1);
                    last.fields.put(
                            line.substring(0, colon), unescape(value.startsWith(" ") ? value.substring(1) : value));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fixtures;
    }

    String field(String key) {
        return fields.getOrDefault(key, "");
    }

    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : field("options").split(" ", -1)) {
            if (!option.isEmpty()) {
                int equals = option.indexOf('=');
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return options;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String unescape(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = written.charAt(++i);
            text.append(
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 's' -> ' ';
                        case '\\' -> '\\';
                        default -> throw new IllegalArgumentException("unknown escape \\" + escaped + " in " + written);
                    });
        }
        return text.toString();
    }
}
