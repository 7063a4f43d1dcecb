package dev.weir.cli;

import dev.weir.config.ConfigResult;
import dev.weir.config.Problem;
import dev.weir.config.WeirConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Says every mistake in a configuration file with line, key, value and what is allowed.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(names = "--json", description = "One JSON object a mistake.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ConfigResult result = ConfigFile.read(config);
        if (result instanceof ConfigResult.Invalid invalid) {
            for (Problem problem : invalid.problems()) {
                out.println(json ? problem.toJson() : problem.toText());
            }
            out.flush();
            return Main.USER_MISTAKE;
        }
        if (!json) {
            WeirConfig weir = ((ConfigResult.Valid) result).config();
            String tests =
                    weir.tests().isEmpty() ? "" : ", " + counted(weir.tests().size(), "test");
            out.println(config + " is sound: " + counted(weir.pipelines().size(), "pipeline") + tests + ".");
            out.flush();
        }
        return 0;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
