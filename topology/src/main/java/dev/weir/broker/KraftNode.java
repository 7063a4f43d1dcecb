package dev.weir.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** Kafka's own server in this JVM, alone on its data folder, with failures told instead of ending the JVM. */
final class KraftNode {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private final KafkaRaftServer server;
    /** Held here, for a lock that is collected is no longer seen by this JVM. */
    private final FileLock lock;

    private KraftNode(KafkaRaftServer server, FileLock lock) {
        this.server = server;
        this.lock = lock;
    }

    /** Returns when the node takes requests. One start at a time: the way Kafka exits is one for the whole JVM. */
    static synchronized KraftNode start(Properties properties) {
        Path data = Path.of(properties.getProperty("log.dirs"));
        FileLock lock = lock(data);
        // A server that cannot start calls exit or halt. Thrown instead, its own clean-up still runs.
        Exit.setExitProcedure(KraftNode::refuse);
        Exit.setHaltProcedure(KraftNode::refuse);
        try {
            format(data, Integer.parseInt(properties.getProperty("node.id")));
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
            return new KraftNode(server, lock);
        } catch (Exception e) {
            unlock(lock);
            throw new BrokerException(
                    "The local broker cannot start on " + data + ": "
                            + reason(e).replaceAll("\\s+", " "),
                    e);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    /** Stops in good order and returns when everything is written. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
        unlock(lock);
    }

    void awaitStop() {
        server.awaitShutdown();
    }

    /**
     * Kafka's lock comes too late: by then a second controller has written into the metadata log of the first, which then
     * spins for ever when it is told to stop.
     */
    private static FileLock lock(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("weir.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another broker of this JVM has it: the same answer as for one of another JVM.
            }
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("The data folder " + data + " cannot be used: " + e, e);
        }
        throw new BrokerException("The data folder " + data + " is in use by another broker");
    }

    private static void unlock(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new BrokerException("The lock of the data folder cannot be given back: " + e, e);
        }
    }

    private static void refuse(int status, String message) {
        throw new IllegalStateException("the server gave up with status " + status + ": " + message);
    }

    private static void format(Path data, int nodeId) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setNodeId(nodeId)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .run();
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
