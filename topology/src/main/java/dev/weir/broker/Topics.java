package dev.weir.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics, and says which ones are missing; every call ends within its time, whether the cluster answers or not. */
public final class Topics {

    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_MS = 20;

    private Topics() {}

    /** As {@link #create(Map, Collection, Duration)}, on a cluster that asks for no credentials, within 30 s. */
    public static SortedSet<String> create(String bootstrapServers, Collection<TopicSpec> topics) {
        return create(Map.of("bootstrap.servers", bootstrapServers), topics, CREATE_TIMEOUT);
    }

    /**
     * Creates those of the topics that do not exist, with the cluster's replication factor, and returns when each of them
     * has a leader that takes records; a topic that exists keeps its partitions and its configuration.
     *
     * @param adminConfig client properties, {@code bootstrap.servers} among them
     * @return the names that were created, sorted
     * @throws BrokerException if the cluster does not answer in time or refuses
     */
    public static SortedSet<String> create(Map<String, ?> adminConfig, Collection<TopicSpec> topics, Duration timeout) {
        List<NewTopic> wanted = new ArrayList<>();
        for (TopicSpec topic : topics) {
            wanted.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                    .configs(topic.config()));
        }
        SortedSet<String> created = new TreeSet<>();
        try (BoundedAdmin cluster = new BoundedAdmin(adminConfig, timeout)) {
            for (Map.Entry<String, KafkaFuture<Void>> result :
                    cluster.admin.createTopics(wanted).values().entrySet()) {
                try {
                    cluster.get(result.getValue());
                    created.add(result.getKey());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw cluster.refused("the topic " + result.getKey(), e);
                    }
                }
            }
            awaitLeaders(cluster, created);
        }
        return created;
    }

    /**
     * Says which of the topics the cluster does not have, or does not show to these credentials.
     *
     * @param adminConfig client properties, {@code bootstrap.servers} among them
     * @return sorted, empty if all are there
     * @throws BrokerException if the cluster does not answer in time or refuses
     */
    public static SortedSet<String> missing(Map<String, ?> adminConfig, Collection<String> names, Duration timeout) {
        try (BoundedAdmin cluster = new BoundedAdmin(adminConfig, timeout)) {
            SortedSet<String> missing = new TreeSet<>(names);
            try {
                missing.removeAll(cluster.get(cluster.admin.listTopics().names()));
            } catch (ExecutionException e) {
                throw cluster.refused("to list its topics", e);
            }
            return missing;
        }
    }

    /** A topic is known to the controller before the brokers know it; a consumer that is too early would not see it. */
    private static void awaitLeaders(BoundedAdmin cluster, Collection<String> names) {
        Map<TopicPartition, OffsetSpec> partitions = partitions(cluster, names);
        while (partitions.isEmpty() && !names.isEmpty()) {
            if (cluster.timeIsUp()) {
                throw cluster.noAnswer(new IllegalStateException("no leader yet for each of " + names));
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerException("Interrupted while waiting for the topics " + names, e);
            }
            partitions = partitions(cluster, names);
        }
        awaitLogs(cluster, names, partitions);
    }

    /**
     * A leader is named before it has opened its log, and a producer whose first request comes before that and whose second
     * one after may never get the first one through (KAFKA-15591). Only who has the log open can tell offsets.
     */
    private static void awaitLogs(
            BoundedAdmin cluster, Collection<String> names, Map<TopicPartition, OffsetSpec> partitions) {
        try {
            cluster.get(cluster.admin.listOffsets(partitions).all());
        } catch (ExecutionException e) {
            throw cluster.refused("to tell the offsets of the topics " + names, e);
        }
    }

    /** All partitions of the topics, if each has a leader; else none. */
    private static Map<TopicPartition, OffsetSpec> partitions(BoundedAdmin cluster, Collection<String> names) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        try {
            for (TopicDescription topic : cluster.get(
                            cluster.admin.describeTopics(names).allTopicNames())
                    .values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    if (partition.leader() == null) {
                        return Map.of();
                    }
                    partitions.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
                }
            }
            return partitions;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw cluster.refused("to describe the topics " + names, e);
        }
    }
}
