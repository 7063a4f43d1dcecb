package dev.weir.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes damaged documents as JSON lines ({@code kind}, {@code original}, {@code damaged}) to the end of the file that the
 * system property {@code weir.json.corpus} names, so that other repairers can be given them; nowhere if it names none.
 */
final class DamageCorpus {

    private static final JsonFactory JSON = new JsonFactory();

    private DamageCorpus() {}

    static void add(String kind, Damage.Case one) {
        String name = System.getProperty("weir.json.corpus");
        if (name == null) {
            return;
        }
        try (Writer file =
                        Files.newBufferedWriter(Path.of(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                JsonGenerator json = JSON.createGenerator(file)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeStringField("original", one.original());
            json.writeStringField("damaged", one.damaged());
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
