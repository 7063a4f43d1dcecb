package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** What a command left behind: its exit code and what it printed. */
record Outcome(int exitCode, String output, String errors) {

    /** Runs a command that reads nothing. */
    static Outcome of(String... arguments) {
        return ofInput("", arguments);
    }

    /** Runs a command that reads lines. */
    static Outcome ofInput(String input, String... arguments) {
        return ofInput(new ByteArrayInputStream(input.getBytes(UTF_8)), new ByteArrayOutputStream(), arguments);
    }

    /** Runs a command on streams; the output is told in full only if {@code output} keeps it. */
    static Outcome ofInput(InputStream input, OutputStream output, String... arguments) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exitCode = Main.execute(input, output, errors, arguments);
        String printed = output instanceof ByteArrayOutputStream kept ? kept.toString(UTF_8) : "";
        return new Outcome(exitCode, printed, errors.toString(UTF_8));
    }

    /** The lines printed on standard output. */
    List<String> lines() {
        return output.lines().toList();
    }

    /** The lines printed on standard error. */
    List<String> errorLines() {
        return errors.lines().toList();
    }
}
