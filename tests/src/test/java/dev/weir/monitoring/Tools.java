package dev.weir.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and a machine may lack. */
final class Tools {

    /**
     * What a program ended with.
     *
     * @param output standard output and standard error
     */
    record Ended(int code, String output) {}

    private Tools() {}

    /** Skips the test, and says what to install, where a program is missing. */
    static void require(String program, String debianPackage) {
        try {
            run(Path.of("."), List.of(program, "--version"));
        } catch (UncheckedIOException e) {
            Assumptions.abort("there is no " + program + "; on Debian or Ubuntu, apt-get install " + debianPackage);
        }
    }

    static Ended run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
