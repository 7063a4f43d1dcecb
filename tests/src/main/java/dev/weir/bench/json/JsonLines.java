package dev.weir.bench.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that repairers in several languages share: one JSON object a line, its members texts or null. */
final class JsonLines {

    private static final JsonFactory GENERATORS = new JsonFactory();

    private JsonLines() {}

    /**
     * A damaged text and what a right repair of it means.
     *
     * @param kind the kind of damage, or the test that the case is from
     * @param damaged what a repairer is given
     * @param original JSON of the same value as a right repair; null if the text is to be refused
     */
    record Case(String kind, String damaged, @Nullable String original) {}

    static List<Case> cases(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(JsonLines::members)
                .map(line -> new Case(required(line, "kind"), required(line, "damaged"), text(line, "original")))
                .toList();
    }

    /** What a repairer made of each case: an answer has the text, or none if the case was refused. */
    record Answer(@Nullable String text) {}

    static List<Answer> answers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> new Answer(text(members(line), "text")))
                .toList();
    }

    static String line(Map<String, @Nullable String> members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = GENERATORS.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, @Nullable String> member : members.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private static Map<?, ?> members(String line) {
        List<Object> values = Values.read(line);
        if (values == null || values.size() != 1 || !(values.get(0) instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("expected a JSON object on each line, not " + line);
        }
        return members;
    }

    private static String required(Map<?, ?> members, String name) {
        String text = text(members, name);
        if (text == null) {
            throw new IllegalArgumentException("a line has no " + name + ", but " + members.keySet());
        }
        return text;
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : null;
    }
}
