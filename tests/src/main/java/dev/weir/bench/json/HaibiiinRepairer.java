package dev.weir.bench.json;

import io.github.haibiiin.json.repair.JSONRepair;
import io.github.haibiiin.json.repair.JSONRepairConfig;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** HAibiiin's json-repair, which works on text. */
final class HaibiiinRepairer implements Repairer {

    private final JSONRepair engine;
    private final Output output = new Output();

    /** @param extracts whether it looks for the JSON in prose first */
    HaibiiinRepairer(boolean extracts) {
        JSONRepairConfig config = new JSONRepairConfig();
        engine = new JSONRepair(extracts ? config.enableExtractJSON() : config);
    }

    /** Whatever it throws is a refusal; it runs out of stack where containers are deep. */
    @Override
    public @Nullable Output repair(byte[] document) {
        output.clear();
        try {
            String repaired = engine.handle(new String(document, StandardCharsets.UTF_8));
            output.text(repaired.getBytes(StandardCharsets.UTF_8));
            return output;
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }
}
