package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StateWriter;
import dev.weir.session.FilterChain;
import dev.weir.thinking.StripThinking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Which sessions of a table sleep, and what they are when they wake. */
class SessionTableTest {

    private static final long NOW_MS = 1_700_000_000_000L;
    private static final long LATER_MS = NOW_MS + 5_000;

    private final FilterChain chain = new FilterChain(List.of(new FilterChain.Stage(
            "strip-thinking",
            new StripThinking().configure(new OptionValues(new StripThinking().options(), Map.of())))));
    private final SessionCodec codec = new SessionCodec(chain);
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("sessions").get();
    private final SessionTable table = new SessionTable(store, codec, false);

    private Session open(String id, long seenMs) {
        return open(table, id, seenMs);
    }

    private Session open(SessionTable in, String id, long seenMs) {
        StreamKey key =
                StreamKey.of("raw".getBytes(UTF_8), "k".getBytes(UTF_8), id.getBytes(UTF_8), 0, new StateWriter());
        Session session = new Session(key, chain.open(false));
        in.put(session);
        say(session, "<thi");
        session.heldBackBytes = session.filters().heldBackBytes();
        in.seen(session, seenMs);
        in.touch(session);
        return session;
    }

    private static void say(Session session, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        RecordOutput output = new RecordOutput();
        output.begin(true);
        output.select(0);
        output.selectPiece(-1);
        session.filters().accept(Channel.CONTENT, bytes, 0, bytes.length, output);
    }

    @Test
    void shouldPutToSleepWhatWasNotSeenForSomeSeconds() {
        Session quiet = open("quiet", NOW_MS);
        Session busy = open("busy", NOW_MS);
        table.writeBack(NOW_MS);
        assertThat(quiet.asleep()).isFalse();
        table.seen(busy, LATER_MS);
        table.writeBack(LATER_MS);
        assertThat(quiet.asleep()).isTrue();
        assertThat(busy.asleep()).isFalse();
        assertThat(table.openCount()).isEqualTo(2);
        assertThat(table.heldBackBytes()).isEqualTo(8);
    }

    @Test
    void shouldPutToSleepAgainWhatWoke() {
        Session session = open("one", NOW_MS);
        for (long nowMs = LATER_MS; nowMs < LATER_MS + 50_000; nowMs += 5_000) {
            table.writeBack(nowMs);
            assertThat(session.asleep()).isTrue();
            assertThat(table.wake(session)).isTrue();
            assertThat(session.filters().heldBackBytes()).isEqualTo(4);
            table.seen(session, nowMs);
            table.touch(session);
        }
    }

    @Test
    void shouldWakeWithWhatTheStoredFormHasNot() {
        Session session = open("one", NOW_MS);
        session.template = new byte[] {1, 2, 3};
        session.thinkingSequence = 7;
        table.writeBack(LATER_MS);
        assertThat(session.template).as("the store has it, for text is owed").isEmpty();
        table.wake(session);
        assertThat(session.template).containsExactly(1, 2, 3);
        say(session, "s is text");
        table.touch(session);
        table.writeBack(LATER_MS);
        assertThat(session.asleep()).isTrue();
        assertThat(session.template).containsExactly(1, 2, 3);
        table.wake(session);
        assertThat(session.template).containsExactly(1, 2, 3);
        assertThat(session.thinkingSequence).isEqualTo(7);
    }

    @Test
    void shouldLoadSessionsAsleep() {
        open("one", NOW_MS).lastEventTimeMs = 17;
        open("two", NOW_MS);
        table.writeBack(NOW_MS);
        SessionTable next = new SessionTable(store, codec, false);
        next.load(LATER_MS);
        assertThat(next.openCount()).isEqualTo(2);
        assertThat(next.heldBackBytes()).isEqualTo(8);
        List<Session> found = new ArrayList<>();
        assertThat(next.eachIdleSince(LATER_MS, found::add)).isTrue();
        assertThat(found).hasSize(2).allMatch(Session::asleep);
        assertThat(found.get(0).lastEventTimeMs).isEqualTo(17);
        assertThat(next.openStreams("raw", "k".getBytes(UTF_8))).isEqualTo(found);
        Session fresh = open(next, "three", LATER_MS);
        assertThat(next.openStreams("raw", "k".getBytes(UTF_8))).containsExactly(found.get(0), found.get(1), fresh);
        next.end(found.get(0));
        assertThat(next.openStreams("raw", "k".getBytes(UTF_8))).containsExactly(found.get(1), fresh);
        next.end(fresh);
        assertThat(next.openStreams("raw", "k".getBytes(UTF_8), "two".getBytes(UTF_8)))
                .containsExactly(found.get(1));
        next.end(found.get(1));
        assertThat(next.openCount()).isZero();
        assertThat(next.openStreams("raw", "k".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void shouldReadWhatTheVersionBeforeWrote() {
        Session session = open("one", NOW_MS);
        table.writeBack(NOW_MS);
        byte[] now = codec.write(session);
        StateWriter before = new StateWriter();
        before.writeByte(3);
        before.writeByte(0);
        before.writeLong(session.lastOffset);
        before.writeLong(session.lastEventTimeMs);
        int head = before.size();
        // The version after has the bytes held back in front of the rest.
        byte[] rest = Arrays.copyOfRange(now, head + 1, now.length);
        byte[] old = Arrays.copyOf(before.toByteArray(), head + rest.length);
        System.arraycopy(rest, 0, old, head, rest.length);
        store.put(Bytes.wrap(session.key.bytes()), old);
        SessionTable next = new SessionTable(store, codec, false);
        next.load(LATER_MS);
        Session read = Objects.requireNonNull(next.get(session.key));
        assertThat(read.asleep()).isTrue();
        assertThat(read.heldBackBytes).isEqualTo(4);
        assertThat(next.wake(read)).isTrue();
        assertThat(codec.write(read)).isEqualTo(now);
    }

    @Test
    void shouldGoOnAnewWithAStateThatCannotBeRead() {
        Session session = open("one", NOW_MS);
        session.lastOffset = 5;
        table.writeBack(LATER_MS);
        store.delete(Bytes.wrap(session.key.bytes()));
        assertThat(table.wake(session)).isFalse();
        assertThat(session.filters().heldBackBytes()).isZero();
        assertThat(table.isReplay(session, 5)).isTrue();
        table.writeBack(NOW_MS);
        assertThat(store.get(Bytes.wrap(session.key.bytes()))).isEqualTo(codec.write(session));
    }
}
