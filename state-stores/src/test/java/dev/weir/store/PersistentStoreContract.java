package dev.weir.store;

import static dev.weir.store.OpenStore.CHANGELOG;
import static dev.weir.store.OpenStore.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;

/** What Kafka Streams may expect of a store that is there again after an orderly close. */
abstract class PersistentStoreContract extends KeyValueStoreContract {

    private static final int STEPS_A_LIFE = 3_000;

    void reopen() {
        opened.close();
        open();
    }

    @Override
    void afterSomeSteps(int step) {
        if (step % STEPS_A_LIFE == 0) {
            reopen();
        }
    }

    @Test
    void shouldHaveEverythingAfterAnOrderlyClose() {
        for (int i = 0; i < 5_000; i++) {
            opened.put("key " + i, "value " + i);
        }
        opened.put("large", "x".repeat(100_000));
        opened.processing("in", 7);
        opened.put("key 0", null);
        opened.commit(Map.of(CHANGELOG, 5_002L));
        reopen();

        assertThat(opened.store.committedOffset(CHANGELOG)).isEqualTo(5_002L);
        assertThat(opened.store.getPosition()).isEqualTo(at(7));
        assertThat(list(opened.store.all())).hasSize(5_000);
        assertThat(opened.get("key 4999")).isEqualTo("value 4999");
        assertThat(opened.get("large")).hasSize(100_000);
        assertThat(opened.get("key 0")).isNull();
    }

    @Test
    void shouldKeepTheOffsetsThatItWasToldToCommit() {
        assertThat(opened.store.persistent()).isTrue();
        assertThat(opened.store.committedOffset(CHANGELOG)).isNull();
        opened.commit(Map.of(CHANGELOG, 5L));
        opened.commit(Map.of(CHANGELOG, 9L));
        assertThat(opened.store.committedOffset(CHANGELOG)).isEqualTo(9L);
        reopen();
        assertThat(opened.store.committedOffset(CHANGELOG)).isEqualTo(9L);
        opened.commit(Map.of());
        reopen();
        assertThat(opened.store.committedOffset(CHANGELOG)).isNull();
    }

    @Test
    void shouldRefuseToWorkWhenItIsClosed() {
        opened.put("a", "1");
        opened.close();
        assertThat(opened.store.isOpen()).isFalse();
        assertThatThrownBy(() -> opened.get("a")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> opened.put("a", "2")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> opened.store.all()).isInstanceOf(InvalidStateStoreException.class);
        opened.close();
    }
}
