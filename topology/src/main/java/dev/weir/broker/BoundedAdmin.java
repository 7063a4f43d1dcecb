package dev.weir.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka's admin client with one deadline for everything that is asked of it, and failures that name the cluster. */
final class BoundedAdmin implements AutoCloseable {

    private static final long MAX_REQUEST_MS = 5_000;

    final Admin admin;
    private final Object bootstrapServers;
    private final Duration timeout;
    private final long deadlineNs;

    BoundedAdmin(Map<String, ?> config, Duration timeout) {
        this.bootstrapServers = config.containsKey("bootstrap.servers") ? config.get("bootstrap.servers") : "(not set)";
        this.timeout = timeout;
        this.deadlineNs = System.nanoTime() + timeout.toNanos();
        Map<String, Object> bounded = new HashMap<>(config);
        int timeoutMs = Math.toIntExact(Math.max(1, timeout.toMillis()));
        bounded.put("default.api.timeout.ms", timeoutMs);
        // Shorter than the whole, so that a second broker of the list is still asked when the first hangs.
        bounded.put("request.timeout.ms", (int) Math.min(MAX_REQUEST_MS, Math.max(1, timeoutMs / 2)));
        try {
            this.admin = Admin.create(bounded);
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new BrokerException("No client for Kafka at " + bootstrapServers + ": " + reason.getMessage(), e);
        }
    }

    /**
     * Waits for an answer until the deadline.
     *
     * @throws BrokerException if the time is up
     * @throws ExecutionException if the cluster answers with an error
     */
    <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw noAnswer(e);
            }
            throw e;
        } catch (java.util.concurrent.TimeoutException e) {
            throw noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while waiting for Kafka at " + bootstrapServers, e);
        }
    }

    boolean timeIsUp() {
        return System.nanoTime() - deadlineNs >= 0;
    }

    BrokerException noAnswer(Exception cause) {
        return new BrokerException(
                "Kafka at " + bootstrapServers + " did not answer within " + seconds()
                        + " s: is it running, and is the address right?",
                cause);
    }

    BrokerException refused(String what, ExecutionException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new BrokerException(
                "Kafka at " + bootstrapServers + " refused " + what + ": " + reason.getMessage(), reason);
    }

    private String seconds() {
        long tenths = timeout.toMillis() / 100;
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
