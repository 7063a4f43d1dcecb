package dev.weir.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns YAML text into nodes that know their places, or says why it is not YAML. */
final class YamlText {

    // The composer descends by recursion, so nesting is bounded before it starts; the configuration needs six levels.
    private static final int MAX_DEPTH = 32;

    private static final Pattern BEYOND_UNICODE = Pattern.compile("\\\\U(?!000|0010)\\p{XDigit}{8}");

    private final String yaml;
    private final Problems problems;
    private final LoadSettings settings;

    private YamlText(String source, String yaml, Problems problems) {

        this.yaml = yaml;
        this.problems = problems;
        this.settings = LoadSettings.builder()
                .setLabel(source)
                .setUseMarks(true)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(SourceFile.MAX_BYTES)
                // A pair of surrogates that a full buffer cuts in two makes the scanner write beyond it; this one is
                // never full.
                .setBufferSize(yaml.length() + 1)
                .build();
    }

    /** The root of the only document, or null if there is a problem. */
    static @Nullable Node compose(String source, String yaml, Problems problems) {
        String withoutMark = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        return new YamlText(source, withoutMark, problems).compose();
    }

    private @Nullable Node compose() {
        try {
            if (!isPlain()) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(yaml);
            if (root.isEmpty()) {
                problems.addWhole("the file is empty; ./weir run needs at least the key pipelines");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            addSyntaxProblem(e);
        } catch (ReaderException e) {
            int index = yaml.offsetByCodePoints(0, Math.min(e.getPosition(), yaml.codePointCount(0, yaml.length())));
            addAtIndex(index, String.format("the character U+%04X may not stand in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.addWhole("this is not YAML that can be read: " + oneLine(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            // The scanner takes any eight digits in a long escape and fails when it makes a character of them.
            Matcher escape = BEYOND_UNICODE.matcher(yaml);
            addAtIndex(escape.find() ? escape.start() : 0, "this escape is no Unicode character");
        }
        return null;
    }

    private void addAtIndex(int index, String message) {
        int lineStart = yaml.lastIndexOf('\n', index - 1) + 1;
        int line = 1
                + (int) yaml.substring(0, index).chars().filter(c -> c == '\n').count();
        problems.addAt(line, 1 + yaml.codePointCount(lineStart, index), message);
    }

    /** Whether the text is one document of bounded depth without tags; notes what it has instead. */
    private boolean isPlain() {
        int depth = 0;
        int documents = 0;
        boolean plain = true;
        for (Event event : new Parse(settings).parseString(yaml)) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                problems.add(event.getStartMark(), "", null, "a second document begins here; a file holds one", null);
                return false;
            } else if (event instanceof CollectionStartEvent start) {
                plain &= hasNoTag(start.getTag(), event);
                if (++depth > MAX_DEPTH) {
                    problems.add(
                            event.getStartMark(),
                            "",
                            null,
                            "lists and maps stand more than 32 deep in each other",
                            null);
                    return false;
                }
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent scalar) {
                plain &= hasNoTag(scalar.getTag(), event);
            }
        }
        return plain;
    }

    private boolean hasNoTag(Optional<String> tag, Event event) {
        tag.ifPresent(name -> problems.add(
                event.getStartMark(),
                "",
                name,
                "a tag (a word that begins with !) has no meaning here; leave it out, or quote the text",
                null));
        return tag.isEmpty();
    }

    private void addSyntaxProblem(MarkedYamlEngineException e) {
        Optional<Mark> place = e.getProblemMark().or(e::getContextMark);
        String message = "this is not YAML: " + oneLine(e.getProblem());
        if (e.getContext() != null && !e.getContext().isBlank()) {
            message += " (" + oneLine(e.getContext()) + ")";
        }
        if (place.isPresent() && lineAt(place.get()).contains("${")) {
            message += "; put ${..} in quotes, the braces mean a map otherwise";
        }
        problems.add(place, "", null, message, null);
    }

    private String lineAt(Mark mark) {
        return yaml.lines().skip(mark.getLine()).findFirst().orElse("");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
