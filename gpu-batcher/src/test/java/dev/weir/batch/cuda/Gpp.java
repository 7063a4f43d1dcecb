package dev.weir.batch.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The compiler of what tests run natively. */
final class Gpp {

    private Gpp() {}

    /** Why nothing can be compiled here, and what to do about it; nothing if it can. */
    static Optional<String> problem() {
        if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
            return Optional.of("the stand-in for a card runs on Linux on x86-64 only");
        }
        try {
            output(List.of("g++", "--version"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("there is no g++; on Debian or Ubuntu, apt-get install g++");
        }
    }

    /** Compiles sources of the tests' native folder, all warnings on. */
    static void run(Path target, List<String> sources, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "g++",
                "-std=c++17",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Wno-unknown-pragmas",
                "-I" + Path.of("src", "main", "cuda"),
                "-I" + Path.of("src", "test", "native")));
        command.addAll(options);
        sources.forEach(
                source -> command.add(Path.of("src", "test", "native", source).toString()));
        command.addAll(List.of("-o", target.toString()));
        output(command);
    }

    /** What a command prints; an error if it fails. */
    static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ":\n" + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return printed;
    }
}
