package dev.weir.cli;

import dev.weir.config.LogFormat;
import dev.weir.config.WeirConfig;
import dev.weir.logging.JsonLogs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a command that runs for long writes its log: as the command line says, else the environment, else the configuration. */
final class LogOptions {

    private static final String VARIABLE = "WEIR_LOG_FORMAT";

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How log lines are written on standard error: ${COMPLETION-CANDIDATES} (one object a line)."
                    + " Default: WEIR_LOG_FORMAT, else logging.format of the configuration, else text.")
    private @Nullable LogFormat format;

    /** Sets the format as far as it is known before the configuration is read: mistakes in that are told in it too. */
    void apply(CommandLine command) {
        LogFormat known = known();
        if (known != null) {
            apply(known, command);
        }
    }

    /** Sets the format. */
    void apply(WeirConfig config, CommandLine command) {
        LogFormat known = known();
        apply(known == null ? config.logFormat() : known, command);
    }

    private static void apply(LogFormat chosen, CommandLine command) {
        if (chosen == LogFormat.JSON) {
            JsonLogs.use();
            command.setErr(JsonLogs.errors());
        }
    }

    private @Nullable LogFormat known() {
        String variable = System.getenv(VARIABLE);
        if (format != null || variable == null || variable.isBlank()) {
            return format;
        }
        return LogFormat.of(variable)
                .orElseThrow(() -> new UserMistake(
                        VARIABLE + " is '" + variable + "', which is no format of logs; use text or json."));
    }
}
