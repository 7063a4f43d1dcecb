package dev.weir.broker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A broker on threads of this JVM. */
final class EmbeddedBroker implements LocalBroker {

    private final BrokerHome home;
    private final KraftNode node;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerHome home, KraftNode node) {
        this.home = home;
        this.node = node;
    }

    static EmbeddedBroker start(BrokerOptions options) {
        BrokerHome home = BrokerHome.prepare(options, BrokerHome.PATIENT_SESSION_MS);
        try {
            return new EmbeddedBroker(home, KraftNode.start(home.kafkaProperties()));
        } catch (BrokerException e) {
            home.release();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return home.bootstrapServers();
    }

    @Override
    public int port() {
        return home.port();
    }

    @Override
    public Path dataDirectory() {
        return home.folder();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.stop();
            home.release();
        }
    }
}
