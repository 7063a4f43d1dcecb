package dev.weir.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker lives: two ports and a folder with {@code data/} (Kafka's log), {@code broker.properties} and, for a child
 * JVM, {@code broker.log}.
 */
record BrokerHome(
        int port, int controllerPort, Path folder, boolean temporary, int sessionMs, Map<String, String> properties) {

    static final String HOST = "127.0.0.1";
    static final String NODE_ID = "1";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final String MAX_RECORD_BYTES = Integer.toString(16 << 20);

    /** A busy machine may keep a broker from its heartbeat for seconds, and one in this JVM is not killed alone. */
    static final int PATIENT_SESSION_MS = 9_000;
    /** A broker that was killed may come back only when its old session has run out. */
    static final int SHORT_SESSION_MS = 2_000;

    /**
     * Settles what the options leave open.
     *
     * @param sessionMs after how long without a heartbeat the controller takes the broker for dead, in milliseconds
     */
    static BrokerHome prepare(BrokerOptions options, int sessionMs) {
        if (options.port() != 0) {
            requireFree(options.port());
        }
        int port = options.port();
        int controllerPort;
        // Both sockets are open at the same time, so that they cannot be the same port.
        try (ServerSocket first = bind(0);
                ServerSocket second = bind(0)) {
            controllerPort = first.getLocalPort();
            if (port == 0) {
                port = second.getLocalPort();
            }
        } catch (IOException e) {
            throw new BrokerException("No free port on " + HOST + ": " + e.getMessage(), e);
        }
        Path given = options.dataDirectory();
        try {
            Path folder = given == null
                    ? Files.createTempDirectory("weir-broker-")
                    : Files.createDirectories(given.toAbsolutePath().normalize());
            return new BrokerHome(port, controllerPort, folder, given == null, sessionMs, options.properties());
        } catch (IOException e) {
            throw new BrokerException("The data folder " + given + " cannot be made: " + e, e);
        }
    }

    /** Kafka would halt the JVM when it cannot bind, so a taken port is found out before Kafka sees it. */
    static void requireFree(int port) {
        try (ServerSocket probe = bind(port)) {
            if (probe.getLocalPort() != port) {
                throw new IllegalStateException("bound to " + probe.getLocalPort() + " for " + port);
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "Port " + port + " on " + HOST + " is taken or not allowed (" + e.getMessage()
                            + "): choose another one, or stop what listens there",
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return HOST + ":" + port;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Everything that Kafka is told; the user's properties win. */
    Properties kafkaProperties() {
        Properties kafka = new Properties();
        kafka.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                "controller.quorum.voters",
                NODE_ID + "@" + HOST + ":" + controllerPort,
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://" + HOST + ":" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                KraftNode.CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                data().toString()));
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            kafka.put(topic + ".replication.factor", "1");
            kafka.put(topic + ".num.partitions", "4");
        }
        kafka.putAll(Map.of(
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "message.max.bytes", MAX_RECORD_BYTES,
                "replica.fetch.max.bytes", MAX_RECORD_BYTES));
        kafka.putAll(Map.of(
                // Kafka's default would take 128 MiB of the heap.
                "log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20),
                "num.network.threads", "2",
                "num.io.threads", "4",
                "broker.session.timeout.ms", Integer.toString(sessionMs),
                "broker.heartbeat.interval.ms", Integer.toString(sessionMs / 5)));
        kafka.putAll(properties);
        return kafka;
    }

    /** Deletes the folder if it is a temporary one. */
    void release() {
        if (!temporary || !Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
