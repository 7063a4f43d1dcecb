package dev.weir.cli;

import dev.weir.broker.BrokerException;
import dev.weir.server.ServerException;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry point. Exit codes: 0 good, 1 the user's mistake, 2 failure; both with one readable paragraph on standard
 * error.
 */
@Command(
        name = "weir",
        description = "Cleans streams of LLM output and logs while they flow through Kafka.",
        mixinStandardHelpOptions = true,
        version = "weir 0.1.0",
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            PipeCommand.class,
            ValidateCommand.class,
            GraphCommand.class,
            BrokerCommand.class
        })
public final class Main implements Runnable {

    static final int USER_MISTAKE = 1;
    static final int FAILURE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs a command and returns its exit code. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        // Further commands, such as the benchmarks, come with their own jar.
        ServiceLoader.load(ExtraCommand.class).forEach(command -> line.addSubcommand(command));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((mistake, given) -> {
            CommandLine at = mistake.getCommandLine();
            at.getErr().println(mistake.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(mistake, at.getErr());
            at.getErr().println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
            return USER_MISTAKE;
        });
        line.setExecutionExceptionHandler((failure, at, given) -> report(failure, at));
        return line.execute(arguments);
    }

    private static int report(Exception failure, CommandLine at) {
        if (failure instanceof UserMistake) {
            at.getErr().println(failure.getMessage());
            return USER_MISTAKE;
        }
        if (failure instanceof BrokerException || failure instanceof ServerException) {
            at.getErr().println(failure.getMessage());
            return FAILURE;
        }
        at.getErr().println("weir failed: " + failure);
        if (System.getenv("WEIR_LOG") != null) {
            failure.printStackTrace(at.getErr());
        } else {
            at.getErr().println("Set WEIR_LOG=DEBUG to see where.");
        }
        return FAILURE;
    }
}
