package dev.weir.monitoring;

import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.WeirConfig;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.topology.FilterTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What several of the files in {@code docker} have to agree on. */
final class Shipped {

    /** The configuration in the image and in the compose file. */
    static final String CONFIG = Repository.text(Repository.DOCKER.resolve("weir.yaml"));

    private Shipped() {}

    /** Reads a configuration as {@code weir run} would. */
    static WeirConfig config(String yaml, Map<String, String> environment) {
        ConfigReader reader =
                new ConfigReader(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), environment);
        if (reader.read("weir.yaml", yaml) instanceof ConfigResult.Valid valid) {
            return valid.config();
        }
        throw new AssertionError(reader.read("weir.yaml", yaml).toString());
    }

    static int port() {
        return config(CONFIG, Map.of()).server().port();
    }

    /** The instructions of the Dockerfile, each on one line. */
    static List<String> instructions() {
        return Repository.text(Repository.DOCKER.resolve("Dockerfile"))
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** What follows a word in the last instruction with it. */
    static String instruction(String word) {
        return instructions().stream()
                .filter(line -> line.startsWith(word + " "))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("the Dockerfile has no " + word))
                .substring(word.length() + 1);
    }
}
