package dev.weir.store;

import static dev.weir.store.OpenStore.bytes;
import static dev.weir.store.OpenStore.key;
import static dev.weir.store.OpenStore.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka Streams may expect of a key-value store, whatever engine is behind it. */
abstract class KeyValueStoreContract {

    private static final QueryConfig CONFIG = new QueryConfig(true);

    @TempDir
    Path state;

    OpenStore opened;

    /** A new store, estimated for 1,000 entries of 64 bytes where that matters. */
    abstract KeyValueBytesStoreSupplier supplier(String name);

    @BeforeEach
    void open() {
        opened = OpenStore.open(supplier("store"), state);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void shouldFindWhatWasPut() {
        opened.put("a", "1");
        opened.put("b", "");
        opened.put("a", "2");
        assertThat(opened.get("a")).isEqualTo("2");
        assertThat(opened.get("b")).isEmpty();
        assertThat(opened.get("c")).isNull();
        assertCount(2);
        assertThat(opened.store.isOpen()).isTrue();
        assertThat(opened.store.name()).isEqualTo("store");
    }

    @Test
    void shouldDelete() {
        opened.put("a", "1");
        opened.put("b", "2");
        assertThat(OpenStore.text(opened.store.delete(key("a")))).isEqualTo("1");
        assertThat(opened.store.delete(key("a"))).isNull();
        opened.put("b", null);
        opened.put("c", null);
        assertThat(opened.get("a")).isNull();
        assertThat(opened.get("b")).isNull();
        assertThat(list(opened.store.all())).isEmpty();
    }

    @Test
    void shouldPutIfAbsentOnly() {
        assertThat(opened.store.putIfAbsent(key("a"), bytes("1"))).isNull();
        assertThat(OpenStore.text(opened.store.putIfAbsent(key("a"), bytes("2"))))
                .isEqualTo("1");
        assertThat(opened.get("a")).isEqualTo("1");
    }

    @Test
    void shouldPutAll() {
        opened.put("c", "0");
        opened.store.putAll(List.of(
                KeyValue.pair(key("a"), bytes("1")),
                KeyValue.pair(key("b"), bytes("2")),
                KeyValue.pair(key("c"), null)));
        assertThat(list(opened.store.all())).containsExactly("a=1", "b=2");
    }

    @Test
    void shouldWalkInTheOrderOfUnsignedBytes() {
        for (String key : List.of("b", "é", "a", "aa", "ab", "c", "€")) {
            opened.put(key, key);
        }
        assertThat(list(opened.store.all())).containsExactly("a=a", "aa=aa", "ab=ab", "b=b", "c=c", "é=é", "€=€");
        assertThat(list(opened.store.reverseAll()))
                .containsExactly("€=€", "é=é", "c=c", "b=b", "ab=ab", "aa=aa", "a=a");
        assertThat(list(opened.store.range(key("aa"), key("c")))).containsExactly("aa=aa", "ab=ab", "b=b", "c=c");
        assertThat(list(opened.store.reverseRange(key("aa"), key("b")))).containsExactly("b=b", "ab=ab", "aa=aa");
        assertThat(list(opened.store.range(null, key("aa")))).containsExactly("a=a", "aa=aa");
        assertThat(list(opened.store.range(key("é"), null))).containsExactly("é=é", "€=€");
        assertThat(list(opened.store.range(key("c"), key("b")))).isEmpty();
    }

    @Test
    void shouldScanAPrefix() {
        for (String key : List.of("a", "ab", "abc", "b", "ac")) {
            opened.put(key, key);
        }
        assertThat(list(opened.store.prefixScan("ab", new StringSerializer()))).containsExactly("ab=ab", "abc=abc");
        assertThat(list(opened.store.prefixScan("x", new StringSerializer()))).isEmpty();
    }

    @Test
    void shouldLookAheadAndEndAsIteratorsDo() {
        opened.put("a", "1");
        try (KeyValueIterator<Bytes, byte[]> iterator = opened.store.all()) {
            assertThat(iterator.peekNextKey()).isEqualTo(key("a"));
            assertThat(iterator.next().key).isEqualTo(key("a"));
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(iterator::peekNextKey).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void shouldRestoreTheLatestOfEachKey() {
        opened.restore(List.of(
                Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("a", "3"), deletion("b"), deletion("never")));
        assertThat(list(opened.store.all())).containsExactly("a=3");
    }

    static Map.Entry<String, @Nullable String> deletion(String key) {
        return new SimpleEntry<>(key, null);
    }

    @Test
    void shouldAnswerByKeyAndByRangeWithItsPosition() {
        opened.processing("in", 41);
        opened.put("a", "1");
        opened.processing("in", 42);
        opened.put("b", "2");

        QueryResult<byte[]> byKey = opened.store.query(KeyQuery.withKey(key("a")), PositionBound.unbounded(), CONFIG);
        assertThat(OpenStore.text(byKey.getResult())).isEqualTo("1");
        assertThat(byKey.getPosition()).isEqualTo(at(42));
        assertThat(byKey.getExecutionInfo()).isNotEmpty();
        assertThat(opened.store.getPosition()).isEqualTo(at(42));
        assertThat(range(RangeQuery.withNoBounds())).containsExactly("a=1", "b=2");
        assertThat(range(RangeQuery.<Bytes, byte[]>withNoBounds().withDescendingKeys()))
                .containsExactly("b=2", "a=1");
        assertThat(range(RangeQuery.withLowerBound(key("b")))).containsExactly("b=2");
        assertThat(range(RangeQuery.withUpperBound(key("a")))).containsExactly("a=1");
    }

    private List<String> range(RangeQuery<Bytes, byte[]> query) {
        return list(opened.store.query(query, PositionBound.unbounded(), CONFIG).getResult());
    }

    @Test
    void shouldNotAnswerBeforeItHasReachedWhatIsAskedFor() {
        opened.processing("in", 42);
        opened.put("a", "1");

        KeyQuery<Bytes, byte[]> query = KeyQuery.withKey(key("a"));
        assertThat(opened.store.query(query, PositionBound.at(at(42)), CONFIG).isSuccess())
                .isTrue();
        assertThat(opened.store.query(query, PositionBound.at(at(43)), CONFIG).getFailureReason())
                .isEqualTo(FailureReason.NOT_UP_TO_BOUND);
        assertThat(opened.store
                        .query(query, PositionBound.at(Position.emptyPosition().withComponent("in", 9, 99)), CONFIG)
                        .isSuccess())
                .as("another partition is no concern of this store")
                .isTrue();
    }

    static Position at(long offset) {
        return Position.emptyPosition().withComponent("in", OpenStore.PARTITION, offset);
    }

    @Test
    void shouldTakeValuesUpToAMebibyte() {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 100, 4_096, 5_000, 40_000, 300_000, 1 << 20}) {
            byte[] value = new byte[size];
            random.nextBytes(value);
            opened.store.put(key("k"), value);
            opened.store.put(key("k" + size), value);
            assertThat(opened.store.get(key("k"))).isEqualTo(value);
            assertThat(opened.store.get(key("k" + size))).isEqualTo(value);
        }
        opened.put("k", "small again");
        assertThat(opened.get("k")).isEqualTo("small again");
        assertCount(9);
    }

    @Test
    void shouldGrowFarPastItsEstimate() {
        int entries = 100_000;
        for (int i = 0; i < entries; i++) {
            opened.put("key " + i, "value " + i);
        }
        for (int i = 0; i < entries; i += 2) {
            opened.put("key " + i, null);
        }
        for (int i = 0; i < entries; i++) {
            assertThat(opened.get("key " + i)).isEqualTo(i % 2 == 0 ? null : "value " + i);
        }
        assertThat(list(opened.store.all())).hasSize(entries / 2);
    }

    @Test
    void shouldAgreeWithASortedMap() {
        long seed = Long.getLong("weir.seed", 20_261_121);
        Random random = new Random(seed);
        TreeMap<String, String> model = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(1 << random.nextInt(14));
            String value = Integer.toString(step).repeat(random.nextInt(20) == 0 ? 1_500 : random.nextInt(40));
            String what = "step " + step + " of seed " + seed;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    opened.put(key, value);
                    model.put(key, value);
                }
                case 3 ->
                    assertThat(OpenStore.text(opened.store.delete(key(key))))
                            .as(what)
                            .isEqualTo(model.remove(key));
                case 4 ->
                    assertThat(OpenStore.text(opened.store.putIfAbsent(key(key), bytes(value))))
                            .as(what)
                            .isEqualTo(model.putIfAbsent(key, value));
                case 5, 6 -> assertThat(opened.get(key)).as(what).isEqualTo(model.get(key));
                default -> afterSomeSteps(step);
            }
        }
        List<String> expected = new ArrayList<>();
        model.forEach((key, value) -> expected.add(key + "=" + value));
        assertThat(list(opened.store.all())).as("seed " + seed).isEqualTo(expected);
        assertCount(model.size());
    }

    /** An engine may count by halves. */
    void assertCount(long expected) {
        assertThat(opened.store.approximateNumEntries()).isEqualTo(expected);
    }

    /** What an engine does now and then that must change nothing. */
    void afterSomeSteps(int step) {}
}
