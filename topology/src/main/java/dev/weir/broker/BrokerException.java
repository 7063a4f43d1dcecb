package dev.weir.broker;

import org.jspecify.annotations.Nullable;

/** Says in one sentence that a person can act on why a broker did not start, or did not answer. */
public final class BrokerException extends RuntimeException {

    public BrokerException(String message) {
        this(message, null);
    }

    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
