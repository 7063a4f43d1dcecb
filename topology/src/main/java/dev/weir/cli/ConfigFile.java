package dev.weir.cli;

import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.Problem;
import dev.weir.config.WeirConfig;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.topology.FilterTypes;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads configuration files with the filters and formats that there are. */
final class ConfigFile {

    private ConfigFile() {}

    static ConfigResult read(Path file) {
        return new ConfigReader(FilterTypes.all(), formats(), System.getenv()).read(file);
    }

    static Set<String> formats() {
        return new LinkedHashSet<>(EnvelopeFormats.names());
    }

    /** @throws UserMistake with every problem on a line of its own */
    static WeirConfig load(Path file) {
        return require(read(file));
    }

    /** @throws UserMistake with every problem on a line of its own */
    static WeirConfig require(ConfigResult result) {
        if (result instanceof ConfigResult.Valid valid) {
            return valid.config();
        }
        throw new UserMistake(text(((ConfigResult.Invalid) result).problems()));
    }

    static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toText).collect(Collectors.joining(System.lineSeparator()));
    }
}
