package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cli.Main;
import dev.weir.store.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line of Weir in a JVM of its own, which can be told to end as Kubernetes does, or killed. */
final class WeirProcess implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private WeirProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param folder where {@code out.txt} and {@code err.txt} go; further processes append
     */
    static WeirProcess start(Path folder, String... arguments) {
        return start(
                folder, Stream.of(JvmFlags.values()).map(JvmFlags::argument).toList(), arguments);
    }

    /** Starts a command as a Java without some of the flags would. */
    static WeirProcess start(Path folder, List<String> flags, String... arguments) {
        return start(folder, flags, Map.of(), arguments);
    }

    /** Starts a command with other flags and with variables in its environment. */
    static WeirProcess start(Path folder, List<String> flags, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= 24) { // as the launcher does, or Java warns
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
            builder.environment().putAll(environment);
            return new WeirProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until standard output says something. */
    WeirProcess awaitOutput(String text) {
        await("'" + text + "' on standard output; standard error says " + err())
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> out().contains(text) || !process.isAlive());
        assertThat(out()).as("standard output; standard error says %s", err()).contains(text);
        return this;
    }

    /** Waits until standard error says something. */
    WeirProcess awaitErrors(String text) {
        await("'" + text + "' on standard error; it says " + err())
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> err().contains(text) || !process.isAlive());
        assertThat(err()).contains(text);
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ends within %s; standard error says %s", atMost, err())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, after letting it live for a while; it must not die before. */
    void killAfter(Duration life) {
        try {
            assertThat(process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS))
                    .as("dies by itself; standard error says %s", err())
                    .isFalse();
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
