package dev.weir.monitoring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A value of a YAML or JSON document (JSON is YAML) that knows where it stands, for messages.
 *
 * @param value a map, a list, text, a number, a boolean or null
 */
record Tree(@Nullable Object value, String where) {

    static Tree parse(String text, String where) {
        return new Tree(new Load(LoadSettings.builder().build()).loadFromString(text), where);
    }

    static Tree read(Path file) {
        return parse(Repository.text(file), file.getFileName().toString());
    }

    /** The documents of a file that are divided by lines of dashes. */
    static List<Tree> readAll(Path file) {
        List<Tree> documents = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(Repository.text(file))) {
            documents.add(new Tree(document, file.getFileName() + " document " + (documents.size() + 1)));
        }
        return documents;
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    /** The value of a key; an error if there is none. */
    Tree at(String key) {
        if (!has(key)) {
            throw new AssertionError(where + " has no '" + key + "': " + value);
        }
        return new Tree(map().get(key), where + "." + key);
    }

    /** As a chain of {@link #at(String)}. */
    Tree at(String first, String... more) {
        Tree tree = at(first);
        for (String key : more) {
            tree = tree.at(key);
        }
        return tree;
    }

    List<Tree> items() {
        if (!(value instanceof List<?> list)) {
            throw new AssertionError(where + " is no list: " + value);
        }
        List<Tree> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new Tree(item, where + "[" + items.size() + "]"));
        }
        return items;
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        map().keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys;
    }

    String text() {
        if (value instanceof Map || value instanceof List || value == null) {
            throw new AssertionError(where + " is no text: " + value);
        }
        return value.toString();
    }

    List<String> texts() {
        return items().stream().map(Tree::text).toList();
    }

    int number() {
        if (!(value instanceof Integer number)) {
            throw new AssertionError(where + " is no whole number: " + value);
        }
        return number;
    }

    /** This value and all below it. */
    Stream<Tree> walk() {
        Stream<Tree> below = Stream.empty();
        if (value instanceof Map) {
            below = keys().stream().map(this::at);
        } else if (value instanceof List) {
            below = items().stream();
        }
        return Stream.concat(Stream.of(this), below.flatMap(Tree::walk));
    }

    private Map<?, ?> map() {
        if (!(value instanceof Map<?, ?> map)) {
            throw new AssertionError(where + " is no map: " + value);
        }
        return map;
    }
}
