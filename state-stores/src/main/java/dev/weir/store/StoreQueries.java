package dev.weir.store;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.ResultOrder;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers interactive queries (KIP-796) of a store: by key, and by range.
 *
 * <p>The position of an answer is taken before the store is read, so an answer is at least as new as it says, and nobody waits
 * for anybody.
 */
final class StoreQueries {

    private StoreQueries() {}

    @SuppressWarnings("unchecked")
    static <R> QueryResult<R> answer(
            Query<R> query,
            PositionBound bound,
            QueryConfig config,
            KeyValueStore<Bytes, byte[]> store,
            Position position,
            @Nullable StateStoreContext context) {
        long startNs = System.nanoTime();
        Position read = position.copy();
        QueryResult<R> result;
        if (context == null) {
            result = QueryResult.notUpToBound(read, bound, null);
        } else if (!reaches(read, bound, context.taskId().partition())) {
            result = QueryResult.notUpToBound(read, bound, context.taskId().partition());
        } else if (query instanceof KeyQuery<?, ?> byKey) {
            result = (QueryResult<R>) byKey(store, (KeyQuery<Bytes, byte[]>) byKey);
        } else if (query instanceof RangeQuery<?, ?> byRange) {
            result = (QueryResult<R>) byRange(store, (RangeQuery<Bytes, byte[]>) byRange);
        } else {
            result = QueryResult.forUnknownQueryType(query, store);
        }
        if (config.isCollectExecutionInfo()) {
            result.addExecutionInfo("Handled in " + store.getClass() + " in " + (System.nanoTime() - startNs) + "ns");
        }
        result.setPosition(read);
        return result;
    }

    /** Whether the store has seen what the bound asks for of its partition. */
    private static boolean reaches(Position seen, PositionBound bound, int partition) {
        for (String topic : bound.position().getTopics()) {
            Long wanted = bound.position().getPartitionPositions(topic).get(partition);
            Map<Integer, Long> reached = seen.getPartitionPositions(topic);
            if (wanted != null && reached.getOrDefault(partition, -1L) < wanted) {
                return false;
            }
        }
        return true;
    }

    private static QueryResult<byte[]> byKey(KeyValueStore<Bytes, byte[]> store, KeyQuery<Bytes, byte[]> query) {
        try {
            return QueryResult.forResult(store.get(query.getKey()));
        } catch (RuntimeException e) {
            return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, e.toString());
        }
    }

    private static QueryResult<KeyValueIterator<Bytes, byte[]>> byRange(
            KeyValueStore<Bytes, byte[]> store, RangeQuery<Bytes, byte[]> query) {
        Bytes from = query.getLowerBound().orElse(null);
        Bytes to = query.getUpperBound().orElse(null);
        try {
            return QueryResult.forResult(
                    query.resultOrder() == ResultOrder.DESCENDING
                            ? store.reverseRange(from, to)
                            : store.range(from, to));
        } catch (RuntimeException e) {
            return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, e.toString());
        }
    }
}
