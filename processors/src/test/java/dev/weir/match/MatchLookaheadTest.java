package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.PatternScan;
import dev.weir.batch.Reason;
import dev.weir.batch.Router;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchLookaheadTest {

    private static final String[] WORDS = {"disk", "full", "disk full", "error", "no", "é", "errors", "-", "错误", "ok"};

    /** How many texts each batch had. */
    private final List<Integer> batches = new ArrayList<>();

    private final Router router = new Router(new CpuEngine(1), null, GpuMode.OFF, new BatchListener() {
        @Override
        public void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
            batches.add(messages);
        }
    });
    private final Batcher.Client client = new Batcher(router, 1 << 20).client(0);
    private final MatchFactory factory = factory();
    private final MatchLookahead lookahead = new MatchLookahead(factory.stage());

    private static MatchFactory factory() {
        Match type = new Match();
        return type.configure(new OptionValues(
                type.options(),
                Map.of(
                        "patterns",
                        "{\"disk\": [\"disk\", \"disk full\"], \"error\": [\"error\", \"错误\"]}",
                        "on-match",
                        "alert")));
    }

    private static void offer(MatchLookahead to, String text) {
        byte[] bytes = ("<" + text).getBytes(UTF_8);
        to.offer(bytes, 1, bytes.length - 1);
    }

    private static boolean knows(MatchLookahead of, String text) {
        byte[] bytes = ("[" + text + "]").getBytes(UTF_8);
        return of.find(bytes, 1, bytes.length - 1) != null;
    }

    @Test
    void shouldKnowTheTextsThatWereScanned() {
        offer(lookahead, "disk full");
        offer(lookahead, "all is well");
        offer(lookahead, "disk full");
        lookahead.finish(client);

        assertThat(batches).containsExactly(3);
        assertThat(knows(lookahead, "disk full")).isTrue();
        assertThat(knows(lookahead, "all is well")).isTrue();
        assertThat(knows(lookahead, "disk ful")).isFalse();
        assertThat(knows(lookahead, "")).isFalse();
    }

    @Test
    void shouldDoNothingForAPollWithoutTexts() {
        offer(lookahead, "");
        lookahead.finish(client);

        assertThat(batches).isEmpty();
        assertThat(knows(lookahead, "disk full")).isFalse();
    }

    @Test
    void shouldForgetWhatWasScannedLongAgo() {
        String filling = "x".repeat(1 << 20);
        for (int poll = 0; poll < 20; poll++) {
            offer(lookahead, "disk " + poll);
            offer(lookahead, filling + poll);
            lookahead.finish(client);
        }

        assertThat(knows(lookahead, "disk 0")).isFalse();
        assertThat(knows(lookahead, "disk 19")).isTrue();
    }

    @Test
    void shouldNotTrustWhatHasMoreWordsThanAreTold() {
        MatchLookahead few = new MatchLookahead(new PatternScan(factory.stage().patterns(), 3));
        offer(few, "disk");
        offer(few, "disk error disk");
        offer(few, "disk error");
        offer(few, "ok");
        few.finish(client);

        assertThat(knows(few, "disk")).isTrue();
        assertThat(knows(few, "disk error disk")).isFalse();
        assertThat(knows(few, "disk error")).isFalse();
        assertThat(knows(few, "ok")).isTrue();
    }

    @Test
    void shouldLetFiltersSayWhatTheyWouldSayWithoutIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MatchFactory asking = factory.asking(lookahead);
        for (int round = 0; round < 50; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                texts.add(text(random));
            }
            texts.forEach(text -> offer(lookahead, text));
            lookahead.finish(client);
            for (String text : texts) {
                String where = "seed " + seed + ", round " + round + ": '" + text + "'";
                assertThat(text.isEmpty() || knows(lookahead, text)).as(where).isTrue();
                int cut = random.nextInt(3) == 0 ? text.length() : random.nextInt(text.length() + 1);
                assertThat(said(asking, text, cut)).as(where).isEqualTo(said(factory, text, cut));
            }
        }
    }

    @Test
    void shouldGoOnBehindATextThatWasScanned() {
        offer(lookahead, "no err");
        lookahead.finish(client);

        Filter filter = Objects.requireNonNull(factory.asking(lookahead).open(Channel.CONTENT, true));
        Recording recording = new Recording();
        for (String piece : List.of("no err", "or")) {
            byte[] bytes = piece.getBytes(UTF_8);
            filter.accept(bytes, 0, bytes.length, recording);
        }
        filter.finish(recording);

        assertThat(recording.alerts()).extracting(Alert::offset).containsExactly(3L);
    }

    /** What a filter says of a text, and of a second piece that begins with its end. */
    private static String said(MatchFactory factory, String text, int cut) {
        Filter filter = Objects.requireNonNull(factory.open(Channel.CONTENT, true));
        Recording recording = new Recording();
        for (String piece : List.of(text, text.substring(cut))) {
            byte[] bytes = piece.getBytes(UTF_8);
            filter.accept(bytes, 0, bytes.length, recording);
        }
        filter.finish(recording);
        return recording.everything();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
