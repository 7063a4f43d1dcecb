package dev.weir.monitoring;

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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code weir demo} with the pipelines of the compose file, in a process of its own, and a Prometheus that scrapes it. */
final class WatchedDemo implements AutoCloseable {

    /** On a machine with much else to do the demo takes a while to run, and means over 30 s as long to be there. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Pattern ADDRESS = Pattern.compile("http://(127\\.0\\.0\\.1:\\d+)/");

    private final Process demo;
    private final Prometheus prometheus;

    private WatchedDemo(Process demo, Prometheus prometheus) {
        this.demo = demo;
        this.prometheus = prometheus;
    }

    /** Starts both; skips the test where there is no Prometheus. */
    static WatchedDemo start(Path folder) {
        Tools.require("prometheus", "prometheus");
        Path out = folder.resolve("demo.txt");
        Process demo = demo(folder, out);
        try {
            await("the demo's address in " + out).atMost(PATIENCE).until(() -> {
                if (!demo.isAlive()) {
                    throw new AssertionError("the demo ended: " + Files.readString(out));
                }
                return ADDRESS.matcher(Files.readString(out)).find();
            });
            Matcher address = ADDRESS.matcher(Repository.text(out));
            if (!address.find()) {
                throw new AssertionError(Repository.text(out));
            }
            return new WatchedDemo(demo, Prometheus.start(folder, address.group(1)));
        } catch (RuntimeException | Error e) {
            demo.destroyForcibly();
            throw e;
        }
    }

    private static Process demo(Path folder, Path out) {
        try {
            Path config = Files.writeString(
                    folder.resolve("weir.yaml"),
                    Repository.text(Repository.DOCKER.resolve("weir.yaml"))
                            .replace("host: 0.0.0.0", "host: 127.0.0.1")
                            .replace("port: 9404", "port: 0"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC"));
            Stream.of(JvmFlags.values()).map(JvmFlags::argument).forEach(command::add);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
            command.addAll(List.of("demo", "-c", config.toString()));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Evaluates queries again and again until each has an answer.
     *
     * @param queries by what they are for
     * @return those that have none by then
     * @throws AssertionError if Prometheus refuses one
     */
    Map<String, String> unanswered(Map<String, String> queries) {
        return unanswered(queries, PATIENCE, query -> !prometheus.values(query).isEmpty());
    }

    /** As {@link #unanswered(Map)}, for a while, with another idea of an answer. */
    static Map<String, String> unanswered(Map<String, String> queries, Duration patience, Predicate<String> answers) {
        Map<String, String> left = new TreeMap<>(queries);
        long deadlineNs = System.nanoTime() + patience.toNanos();
        while (true) {
            left.values().removeIf(answers);
            if (left.isEmpty() || System.nanoTime() > deadlineNs) {
                return left;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Prometheus prometheus() {
        return prometheus;
    }

    @Override
    public void close() {
        prometheus.close();
        demo.destroyForcibly();
    }
}
