package dev.weir.config;

import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in the file that knows its place and its path.
 *
 * <p>The methods that read it note a problem and answer with null when something else is written than was asked for.
 */
final class Value {

    private static final int MAX_QUOTED = 80;
    private static final String FILE = "file:";

    private final Node node;
    private final String path;
    private final Problems problems;
    private final Environment environment;
    private final Path folder;

    /**
     * @param folder where the files lie that the file names
     */
    Value(Node node, String path, Problems problems, Environment environment, Path folder) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.environment = environment;
        this.folder = folder;
    }

    String path() {
        return path;
    }

    Optional<Mark> place() {
        return node.getStartMark();
    }

    /** The line, from 1. */
    int line() {
        return place().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** Whether nothing, or null, stands behind the key. */
    boolean isNothing() {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getTag().equals(Tag.NULL);
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !isNothing();
    }

    /** Whether it is a scalar without quotes. */
    boolean isPlain() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The value of a node inside this one. */
    Value inside(Node inner, String innerPath) {
        return new Value(inner, innerPath, problems, environment, folder);
    }

    /** The same value under another path. */
    Value at(String otherPath) {
        return inside(node, otherPath);
    }

    void problem(@Nullable String value, String message, @Nullable String allowed) {
        problems.add(place(), path, value, message, allowed);
    }

    /** A problem with this value's key, which stands at {@code place}. */
    void keyProblem(Optional<Mark> place, String key, String message, @Nullable String allowed) {
        problems.add(place, pathOf(key), key, message, allowed);
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /**
     * A scalar with the environment's values put in.
     *
     * @param expected what should be written, for the message
     */
    @Nullable
    String text(String expected) {
        if (!(node instanceof ScalarNode scalar) || isNothing()) {
            wrongKind(expected);
            return null;
        }
        try {
            return environment.substitute(scalar.getValue());
        } catch (Environment.BadReferenceException e) {
            problem(null, String.valueOf(e.getMessage()), null);
            return null;
        }
    }

    /** The value of an option as the option takes it: its text, or the JSON that is written here or in a file. */
    @Nullable
    String written(Option option) {
        if (option.type() != Option.Type.JSON) {
            return text(option.allowed());
        }
        if (isMap() || isList()) {
            return YamlJson.write(this);
        }
        String text = text(option.allowed());
        return text != null && text.startsWith(FILE) ? fromFile(text) : text;
    }

    private @Nullable String fromFile(String text) {
        Path file;
        try {
            file = folder.resolve(text.substring(FILE.length()));
        } catch (InvalidPathException e) {
            problem(text, quoted(text) + " is not the path of a file", null);
            return null;
        }
        Problems ofFile = new Problems(file.toString());
        String content = SourceFile.readNamed(file, ofFile);
        for (Problem each : ofFile.sorted()) {
            problem(text, file + ": " + each.message(), null);
        }
        return content;
    }

    /** What to call the text that was {@link #written} here, in messages: the file's name, or the text's beginning. */
    String called(String text) {
        boolean file = node instanceof ScalarNode scalar && scalar.getValue().startsWith(FILE);
        return "'" + shortened(file ? ((ScalarNode) node).getValue() : text) + "'";
    }

    /** The value of an option, read as the option's type; null after a problem. */
    @Nullable
    Object option(Option option) {
        String text = written(option);
        if (text == null) {
            return null;
        }
        try {
            return option.parse(text);
        } catch (OptionException e) {
            String suggestion = Suggestion.clause(text, option.choices());
            problem(text, quoted(text) + " is not allowed" + suggestion, e.allowed());
            return null;
        }
    }

    /** The text's beginning in quotes, with the reference that it came from if it is the environment's. */
    String quoted(String text) {
        boolean asWritten =
                !(node instanceof ScalarNode scalar) || scalar.getValue().equals(text);
        return "'" + shortened(text) + "'"
                + (asWritten ? "" : " (from " + shortened(((ScalarNode) node).getValue()) + ")");
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "..";
    }

    /** The entries of a map whose keys are known; null after a problem, empty if nothing is written. */
    @Nullable
    Fields fields(Collection<String> known) {
        Fields fields =
                anyFields(known.isEmpty() ? "an empty map { }" : "a map with the keys " + String.join(", ", known));
        if (fields != null) {
            fields.refuseUnknown(known);
        }
        return fields;
    }

    /** The entries of a map with any keys; null after a problem, empty if nothing is written. */
    @Nullable
    Fields anyFields(String expected) {
        if (node instanceof MappingNode map) {
            return Fields.of(this, map);
        }
        if (isNothing()) {
            return new Fields(this, Map.of());
        }
        wrongKind(expected);
        return null;
    }

    /** The items of a list; null after a problem. */
    @Nullable
    List<Value> items(String expected) {
        if (!(node instanceof SequenceNode list)) {
            wrongKind(expected);
            return null;
        }
        List<Value> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(inside(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    /** Notes that something of another kind is written than was expected. */
    void wrongKind(String expected) {
        if (isNothing()) {
            problem(null, "nothing is written here", expected);
        } else if (isMap()) {
            problem(null, "a map is written here", expected);
        } else if (isList()) {
            problem(null, "a list is written here", expected);
        } else {
            problem(null, "a single value is written here", expected);
        }
    }
}
