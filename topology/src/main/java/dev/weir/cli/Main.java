package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.broker.BrokerException;
import dev.weir.server.ServerException;
import dev.weir.topology.GpuUnavailableException;
import dev.weir.topology.StoreUnavailableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
            ProduceCommand.class,
            PipeCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            SchemaCommand.class,
            GraphCommand.class,
            TopCommand.class,
            TapCommand.class,
            DevicesCommand.class,
            BrokerCommand.class
        })
public final class Main implements Runnable {

    static final int USER_MISTAKE = 1;
    static final int FAILURE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final InputStream input;
    private final OutputStream output;

    private Main(InputStream input, OutputStream output) {
        this.input = input;
        this.output = output;
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs a command on the process's own streams and returns its exit code. */
    public static int execute(String... arguments) {
        Main weir = new Main(System.in, new FileOutputStream(FileDescriptor.out));
        return execute(commandLine(weir), arguments);
    }

    /** Runs a command on the given streams, which stay open, and returns its exit code. */
    static int execute(InputStream input, OutputStream output, OutputStream errors, String... arguments) {
        CommandLine line = commandLine(new Main(input, output));
        line.setOut(new PrintWriter(output, true, UTF_8));
        line.setErr(new PrintWriter(errors, true, UTF_8));
        return execute(line, arguments);
    }

    private static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("weir failed: the heap is full (" + e.getMessage()
                            + "). Give it more with WEIR_JAVA_OPTIONS=-Xmx4g.");
            return FAILURE;
        } catch (LinkageError e) {
            line.getErr().println("weir failed: a part of it cannot be loaded: " + e + ". Is the build complete?");
            return FAILURE;
        }
    }

    private static CommandLine commandLine(Main weir) {
        CommandLine line = new CommandLine(weir);
        // Further commands, such as the benchmarks, come with their own jar.
        ServiceLoader.load(ExtraCommand.class).forEach(command -> line.addSubcommand(command));
        String[] version = line.getCommandSpec().version();
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(version));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((mistake, given) -> explain(mistake));
        line.setExecutionExceptionHandler((failure, at, given) -> report(failure, at));
        return line;
    }

    /** Standard input, in bytes. */
    InputStream input() {
        return input;
    }

    /** Standard output, in bytes and without a buffer. */
    OutputStream output() {
        return output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    private static int explain(ParameterException mistake) {
        CommandLine at = mistake.getCommandLine();
        boolean unknownCommand = mistake instanceof UnmatchedArgumentException unmatched
                && at.getParent() == null
                && !unmatched.isUnknownOption();
        at.getErr()
                .println(
                        unknownCommand
                                ? "There is no command '"
                                        + ((UnmatchedArgumentException) mistake)
                                                .getUnmatched()
                                                .get(0) + "'."
                                : mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, at.getErr());
        at.getErr().println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        return USER_MISTAKE;
    }

    private static int report(Exception failure, CommandLine at) {
        if (failure instanceof UserMistake) {
            at.getErr().println(failure.getMessage());
            return USER_MISTAKE;
        }
        ConfigException property = refusedProperty(failure);
        if (failure instanceof BrokerException
                || failure instanceof ServerException
                || failure instanceof GpuUnavailableException
                || failure instanceof StoreUnavailableException) {
            at.getErr().println(failure.getMessage());
            return property == null ? FAILURE : USER_MISTAKE;
        }
        if (property != null) {
            at.getErr().println("Kafka refuses a property of the configuration: " + property.getMessage());
            return USER_MISTAKE;
        }
        if (failure instanceof StandardOutput.UnwritableException) {
            at.getErr().println("weir failed: " + failure.getMessage());
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

    /** Kafka's clients wrap what they say about properties in failures to construct them. */
    private static @Nullable ConfigException refusedProperty(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException property) {
                return property;
            }
        }
        return null;
    }
}
