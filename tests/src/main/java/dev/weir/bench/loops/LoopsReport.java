package dev.weir.bench.loops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the quality of detect-loops and prints it: recall and delay on texts that loop, false alarms on texts that
 * repeat by right, both beside other published rules.
 *
 * <p>Runs on the calling thread; the texts are written as they are read, so that memory does not grow with their number.
 */
public final class LoopsReport {

    private LoopsReport() {}

    /**
     * @param json whether one JSON object is printed in place of tables
     * @param progress takes a word on what is going on
     * @return whether all that has to hold does
     * @throws IOException if a folder cannot be read, or the pipeline's state not be written
     */
    public static boolean print(PrintWriter out, LoopsSettings settings, boolean json, Consumer<String> progress)
            throws IOException {
        LoopsRun run = new LoopsRun(settings);
        progress.accept("texts that loop");
        run.readPositives();
        progress.accept("conversations");
        run.readConversations();
        progress.accept("generated text that repeats by right");
        run.readGenerated();
        for (Path folder : settings.folders()) {
            progress.accept("text of " + folder.getFileName());
            run.readReal(folder);
        }
        List<Table> tables = LoopsTables.of(run);
        if (json) {
            write(out, settings, tables);
        } else {
            out.printf("seed %d%n", settings.seed());
            tables.forEach(table -> table.print(out));
        }
        out.flush();
        return Bar.of(run, run.labels().get(0)).stream().allMatch(Bar::holds);
    }

    private static void write(PrintWriter out, LoopsSettings settings, List<Table> tables) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeNumberField("seed", settings.seed());
        for (Table table : tables) {
            table.write(json);
        }
        json.writeEndObject();
        json.close();
        out.println();
    }
}
