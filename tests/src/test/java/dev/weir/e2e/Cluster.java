package dev.weir.e2e;

import static org.awaitility.Awaitility.await;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.LocalBroker;
import dev.weir.topology.StreamsSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** One real broker for all tests; names of flows, and so of topics and groups, are never used twice. */
final class Cluster implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalBroker broker;
    private final Admin admin;
    private final AtomicInteger flows = new AtomicInteger();

    private Cluster(LocalBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /**
     * Crash tests wait until sessions and transactions of the dead have timed out, which brokers do not let be as short by
     * default; and no broker here is killed, so that one which is short of processor time need not be taken for dead.
     */
    static Cluster start() {
        return new Cluster(LocalBroker.start(BrokerOptions.defaults()
                .withProperties(Map.of(
                        "group.min.session.timeout.ms",
                        "500",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "300",
                        "broker.session.timeout.ms",
                        "60000",
                        "log.retention.ms",
                        "-1"))));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A pipeline for streams of language models, with topics of its own. */
    Flow llm(String name) {
        return new Flow(this, name + "-" + flows.incrementAndGet(), "llm");
    }

    /** A pipeline for log lines, with topics of its own. */
    Flow logs(String name) {
        return new Flow(this, name + "-" + flows.incrementAndGet(), "log");
    }

    /** A producer. */
    Traffic traffic() {
        return new Traffic(bootstrapServers());
    }

    /** A consumer of a whole topic that sees committed records only. */
    TopicReader read(String topic) {
        return new TopicReader(bootstrapServers(), topic);
    }

    /** All that is committed in a topic now. */
    List<Message> readAll(String topic) {
        try (TopicReader reader = read(topic)) {
            return reader.readToEnd();
        }
    }

    /** Waits until a flow has committed everything that is in its input topic now. */
    void awaitCaughtUp(Flow flow) {
        Map<TopicPartition, Long> ends = ends(flow.input());
        await("the commit of all that is in " + flow.input())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> {
                    Map<TopicPartition, Long> committed = committed(flow);
                    return ends.entrySet().stream()
                            .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
                });
    }

    /** How many records of its input a flow has committed. */
    long committedCount(Flow flow) {
        return committed(flow).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The members of a flow's group that have partitions. */
    long workingMembers(Flow flow) {
        return members(flow).stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    Collection<MemberDescription> members(Flow flow) {
        String group = StreamsSettings.applicationId(flow.name());
        try {
            ConsumerGroupDescription description =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
            return description == null ? List.of() : description.members();
        } catch (GroupIdNotFoundException e) {
            return List.of();
        }
    }

    private Map<TopicPartition, Long> committed(Flow flow) {
        String group = StreamsSettings.applicationId(flow.name());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null && partition.topic().equals(flow.input())) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    private Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .forEach(
                        partition -> wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        return get(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        broker.close();
    }
}
