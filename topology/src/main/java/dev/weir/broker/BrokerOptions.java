package dev.weir.broker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a local broker is to run.
 *
 * @param port the port on 127.0.0.1 that clients connect to, 0 for any free one
 * @param dataDirectory where the broker keeps its log and its settings, made if it is missing and used again as it is;
 *     null for a temporary folder that goes when the broker is closed
 * @param properties broker properties that win over Weir's own
 */
public record BrokerOptions(int port, @Nullable Path dataDirectory, Map<String, String> properties) {

    public BrokerOptions {
        if (port < 0 || port > 65_535) {
            throw new BrokerException("Port " + port + " is not a port: 1 to 65535, or 0 for any free one");
        }
        properties = Map.copyOf(properties);
    }

    /** Any free port, a temporary folder, nothing else set. */
    public static BrokerOptions defaults() {
        return new BrokerOptions(0, null, Map.of());
    }

    public BrokerOptions withPort(int port) {
        return new BrokerOptions(port, dataDirectory, properties);
    }

    public BrokerOptions withDataDirectory(Path dataDirectory) {
        return new BrokerOptions(port, dataDirectory, properties);
    }

    public BrokerOptions withProperties(Map<String, String> properties) {
        return new BrokerOptions(port, dataDirectory, properties);
    }
}
