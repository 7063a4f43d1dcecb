package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.filter.StateWriter;
import dev.weir.filter.StreamFilterType;
import dev.weir.json.RepairJson;
import dev.weir.loop.DetectLoops;
import dev.weir.session.ChainOutput;
import dev.weir.session.FilterChain;
import dev.weir.thinking.StripThinking;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A session with content and calls under repair goes on from its stored form as if it had never been away. */
class CallSessionTest {

    private static final String[] CONTENT = {
        "<think>two calls</think>{'note': \"it's\", 'n': [1, 2", "```json\n{\"a\": Tru"
    };
    private static final String[] FIRST = {
        "{'city': \"São Paulo 😀\", days: 3 // three\n, 'ok': True,",
        "{\"a\": \"say \"hi\", \"b\": 0x1F, \"c\": nul",
        "no JSON"
    };
    private static final String[] SECOND = {
        "```json\n{\"items\": [1 2, {\"x\": \"unclosed}]}\n```", "{\\n \\\"a\\\": \\\"\\u00e9\\ud83d", "[[1, 2, [3"
    };

    private final FilterChain chain = new FilterChain(List.of(
            stage("strip-thinking", new StripThinking()),
            stage("detect-loops", new DetectLoops()),
            stage("repair-json", new RepairJson())));
    private final SessionCodec codec = new SessionCodec(chain);
    private final StreamKey key = StreamKey.of("raw".getBytes(UTF_8), null, "c1".getBytes(UTF_8), 0, new StateWriter());

    private static FilterChain.Stage stage(String name, StreamFilterType type) {
        OptionValues values = new OptionValues(type.options(), Map.of());
        return new FilterChain.Stage(name, type.configure(values));
    }

    @Test
    void shouldGoOnFromEveryByte() {
        for (int round = 0; round < FIRST.length; round++) {
            List<Piece> pieces = interleave(CONTENT[round % CONTENT.length], FIRST[round], SECOND[round]);
            Heard expected = run(pieces, -1);
            assertThat(expected.texts).hasSizeGreaterThan(1);
            for (int at = 0; at <= pieces.size(); at++) {
                assertThat(run(pieces, at))
                        .as("round " + round + ", stored after " + at)
                        .isEqualTo(expected);
            }
            assertThat(run(pieces, pieces.size() + 1))
                    .as("round " + round + ", stored after each")
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldStoreTheSameOnceReadBack() {
        List<Piece> pieces = interleave(CONTENT[0], FIRST[0], SECOND[0]);
        Session session = new Session(key, chain.open(false));
        Heard heard = new Heard();
        for (Piece piece : pieces) {
            piece.run(session, heard);
            byte[] stored = codec.write(session);
            Session read = codec.read(key, stored);
            assertThat(codec.write(read)).isEqualTo(stored);
            assertThat(read.filters().heldBackBytes())
                    .isEqualTo(session.filters().heldBackBytes());
            assertThat(read.filters().owesText()).isEqualTo(session.filters().owesText());
        }
    }

    private record Piece(Channel channel, byte next) {

        void run(Session session, Heard heard) {
            session.filters().accept(channel, new byte[] {next}, 0, 1, heard);
        }
    }

    /** A byte of each channel in turn. */
    private static List<Piece> interleave(String... texts) {
        Channel[] channels = {Channel.CONTENT, Channel.arguments(0), Channel.arguments(1)};
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0, left = texts.length; left > 0; i++) {
            left = 0;
            for (int text = 0; text < texts.length; text++) {
                byte[] bytes = texts[text].getBytes(UTF_8);
                if (i < bytes.length) {
                    pieces.add(new Piece(channels[text], bytes[i]));
                    left++;
                }
            }
        }
        return pieces;
    }

    /** Runs a stream; its session is stored and read back after so many pieces, or after each if there are not as many. */
    private Heard run(List<Piece> pieces, int storedAt) {
        Heard heard = new Heard();
        Session session = new Session(key, chain.open(false));
        for (int i = 0; i <= pieces.size(); i++) {
            if (i == storedAt || storedAt > pieces.size()) {
                session = codec.read(key, codec.write(session));
            }
            if (i < pieces.size()) {
                pieces.get(i).run(session, heard);
            }
        }
        session.filters().finish(heard);
        return heard;
    }

    /** What a stream's filters said, by channel. */
    private static final class Heard implements ChainOutput {

        final Map<String, ByteArrayOutputStream> texts = new TreeMap<>();
        final Map<String, List<String>> events = new TreeMap<>();

        @Override
        public void text(Channel channel, byte[] text, int offset, int length) {
            texts.computeIfAbsent(channel.toString(), name -> new ByteArrayOutputStream())
                    .write(text, offset, length);
        }

        @Override
        public void flag(String flag) {
            List<String> flags = events.computeIfAbsent("flags", name -> new ArrayList<>());
            if (!flags.contains(flag)) {
                flags.add(flag);
            }
        }

        @Override
        public void alert(Channel channel, Alert alert) {
            event(channel, alert.toString());
        }

        @Override
        public void report(Channel channel, Report report) {
            event(channel, report.toString());
        }

        private void event(Channel channel, String event) {
            events.computeIfAbsent(channel.toString(), name -> new ArrayList<>())
                    .add(event);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Heard && toString().equals(other.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            StringBuilder all = new StringBuilder();
            texts.forEach((channel, text) -> all.append(channel)
                    .append(": ")
                    .append(text.toString(UTF_8))
                    .append('\n'));
            return all.append(events).toString();
        }
    }
}
