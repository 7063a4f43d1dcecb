package dev.weir.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.StreamsException;

/** Another process that opens a store and fills it until it cannot go on. */
final class StoreProcess {

    private static final int MANY = 1_000_000;
    private static final int VALUE_BYTES = 1_000;

    private StoreProcess() {}

    /**
     * Runs it to its end, and returns what it says on standard output.
     *
     * @param prelude what a shell does first, such as setting limits; may be empty
     */
    static String run(String prelude, Path state) throws IOException, InterruptedException {
        String java = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Arrays.stream(JvmFlags.values()).map(JvmFlags::argument),
                        Stream.of(
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoreProcess.class.getName(),
                                state.toString()))
                .flatMap(words -> words)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process process = new ProcessBuilder(List.of("bash", "-c", prelude + "\nexec " + java))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("The process did not end well: " + said);
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) {
        try (OpenStore opened =
                OpenStore.open(ChronicleStores.keyValueStore("store", 1_000, VALUE_BYTES), Path.of(arguments[0]))) {
            String value = "v".repeat(VALUE_BYTES);
            int written = 0;
            try {
                for (; written < MANY; written++) {
                    opened.put("key " + written, value);
                }
            } catch (StreamsException e) {
                System.out.println(e.getMessage());
            }
            int found = 0;
            for (int i = 0; i < written; i++) {
                found += value.equals(opened.get("key " + i)) ? 1 : 0;
            }
            System.out.println("all found: " + (found == written && written > 1_000));
        } catch (StreamsException e) {
            System.out.println(e.getMessage());
        }
    }
}
