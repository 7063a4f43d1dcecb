package dev.weir.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a child JVM, which can be killed as a crash would and started again on the same port and data.
 *
 * <p>What the child prints goes to {@code broker.log} in its data folder; nothing in the good case.
 */
public final class ForkedBroker implements LocalBroker {

    /** The first Java that warns of what Kafka does with Unsafe and native libraries, and has the options against it. */
    private static final int FIRST_TO_WARN = 24;

    private static final long START_TIMEOUT_SECONDS = 60;
    private static final long STOP_TIMEOUT_SECONDS = 15;

    private final BrokerHome home;
    private @Nullable Process child;
    private boolean closed;

    private ForkedBroker(BrokerHome home) {
        this.home = home;
    }

    static ForkedBroker start(BrokerOptions options) {
        ForkedBroker broker = new ForkedBroker(BrokerHome.prepare(options, BrokerHome.SHORT_SESSION_MS));
        try {
            broker.launch();
            return broker;
        } catch (BrokerException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return home.bootstrapServers();
    }

    @Override
    public int port() {
        return home.port();
    }

    @Override
    public Path dataDirectory() {
        return home.folder();
    }

    /** Process id of the child, or of the last one if it is dead. */
    public synchronized long pid() {
        return child == null ? -1 : child.pid();
    }

    /** Kills the child at once (SIGKILL) and returns when it is gone; its data stays. A dead child is left in peace. */
    public synchronized void kill() {
        if (child != null) {
            child.destroyForcibly();
            await(child, Long.MAX_VALUE);
        }
    }

    /**
     * Starts the broker again on the same port and data, after stopping it in good order if it still runs.
     *
     * @throws BrokerException if it does not come up, or the broker is closed
     */
    public synchronized void restart() {
        if (closed) {
            throw new BrokerException("The local broker on port " + home.port() + " is closed");
        }
        stop();
        BrokerHome.requireFree(home.port());
        launch();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            home.release();
        }
    }

    private void stop() {
        if (child == null || !child.isAlive()) {
            return;
        }
        child.destroy();
        if (!await(child, STOP_TIMEOUT_SECONDS)) {
            kill();
        }
    }

    private void launch() {
        Path log = home.folder().resolve("broker.log");
        Process process;
        try {
            Path properties = home.folder().resolve("broker.properties");
            try (Writer writer = Files.newBufferedWriter(properties)) {
                home.kafkaProperties().store(writer, "Written at every start");
            }
            process = new ProcessBuilder(commandLine(properties))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new BrokerException("The child JVM of the local broker cannot start: " + e.getMessage(), e);
        }
        child = process;
        String answer = answer(process);
        if (!BrokerMain.READY.equals(answer)) {
            kill();
            throw new BrokerException(
                    answer != null && answer.startsWith(BrokerMain.FAILED)
                            ? answer.substring(BrokerMain.FAILED.length())
                            : "The child JVM of the local broker "
                                    + (answer == null ? "ended at once" : "said '" + answer + "'") + ": see " + log);
        }
    }

    private static List<String> commandLine(Path properties) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx512m",
                // Half of the processor time of a start is the optimising compiler's, and a start is what one waits for
                // here.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        String level = System.getProperty("WEIR_LOG");
        if (level != null) {
            command.add("-DWEIR_LOG=" + level);
        }
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of(BrokerMain.class.getName(), properties.toString()));
        return command;
    }

    /** The one line that the child says about its start; null if it dies without a word. */
    private static @Nullable String answer(Process process) {
        CompletableFuture<@Nullable String> line = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                        line.complete(output.readLine());
                    } catch (IOException e) {
                        line.complete(null);
                    }
                },
                "broker-start");
        reader.setDaemon(true);
        reader.start();
        try {
            return line.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new BrokerException("The local broker did not start within " + START_TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new BrokerException("Interrupted while the local broker started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(Process process, long seconds) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(seconds, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    // Leaving now would leave an orphan: the child goes first, the interrupt is kept.
                    interrupted = true;
                    process.destroyForcibly();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
