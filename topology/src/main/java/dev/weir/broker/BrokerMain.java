package dev.weir.broker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The child JVM of a {@link ForkedBroker}: {@code BrokerMain broker.properties}.
 *
 * <p>It says {@value #READY}, or {@value #FAILED} and why, in one line on standard output. The parent holds the other end of its
 * standard input; when that closes, because the parent is gone, the child halts, for nobody is left to stop it.
 */
final class BrokerMain {

    static final String READY = "ready";
    static final String FAILED = "failed: ";

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // The pipe to the parent carries one line; whatever else is printed belongs in the log.
        System.setOut(System.err);
        Thread watchdog = new Thread(() -> haltAtEndOf(System.in), "parent-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();

        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        KraftNode node;
        try {
            node = KraftNode.start(properties);
        } catch (BrokerException e) {
            parent.println(FAILED + e.getMessage());
            Runtime.getRuntime().halt(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "broker-shutdown"));
        parent.println(READY);
        node.awaitStop();
    }

    private static void haltAtEndOf(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // Nothing is ever said on this pipe; only its end counts.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
