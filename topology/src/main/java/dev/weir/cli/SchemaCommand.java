package dev.weir.cli;

import dev.weir.config.ConfigSchema;
import dev.weir.topology.FilterTypes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of configuration files, with which editors complete and check them:",
            "weir schema > weir.schema.json, and # yaml-language-server: $schema=weir.schema.json in the file."
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ConfigSchema.write(FilterTypes.all(), ConfigFile.formats()));
        out.flush();
        return 0;
    }
}
