package dev.weir.broker;

import java.nio.file.Path;

/**
 * A real single-node Kafka cluster on 127.0.0.1, without security, replication or automatic topics.
 *
 * <p>Start-up takes one to three seconds; the heap that a broker needs is about 100 MiB. Records of up to 16 MiB are
 * accepted. All methods may be called from any thread, one at a time.
 */
public sealed interface LocalBroker extends AutoCloseable permits EmbeddedBroker, ForkedBroker {

    /**
     * Starts a broker in this JVM.
     *
     * <p>Kafka halts the JVM that it runs in when it loses its data folder, so the folder must outlive the broker.
     *
     * @throws BrokerException if the port is taken, the data folder is of no use or the settings are
     */
    static LocalBroker start(BrokerOptions options) {
        return EmbeddedBroker.start(options);
    }

    /**
     * Starts a broker in a child JVM, on the class path of this one; the child dies with this JVM, whichever way it
     * ends.
     *
     * @throws BrokerException if the port is taken, the data folder is of no use or the settings are
     */
    static ForkedBroker fork(BrokerOptions options) {
        return ForkedBroker.start(options);
    }

    /** What clients set as {@code bootstrap.servers}: {@code 127.0.0.1:port}. */
    String bootstrapServers();

    /** The port that clients connect to. */
    int port();

    /** Where the broker keeps its log and its settings. */
    Path dataDirectory();

    /** Stops the broker in good order and, if its data folder was temporary, deletes that. Closing twice does nothing. */
    @Override
    void close();
}
