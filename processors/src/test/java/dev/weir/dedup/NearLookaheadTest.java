package dev.weir.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.MinHash;
import dev.weir.batch.Reason;
import dev.weir.batch.Router;
import dev.weir.dedup.near.Banding;
import dev.weir.dedup.near.NearDuplicates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearLookaheadTest {

    private static final DedupOptions OPTIONS =
            new DedupOptions(60_000, 1, DedupOptions.Scope.PARTITION, DedupOptions.Mask.NUMBERS, 0, 1_000, 0);
    private static final MinHash STAGE = Banding.of(0.9);

    /** How many lines each batch had. */
    private final List<Integer> batches = new ArrayList<>();

    private final Router router = new Router(new CpuEngine(1), null, GpuMode.OFF, new BatchListener() {
        @Override
        public void analysed(String label, Backend backend, Reason reason, int messages, long bytes, double seconds) {
            batches.add(messages);
        }
    });
    private final Batcher.Client client = new Batcher(router, 1 << 20).client(0);
    private final NearLookahead lookahead = new NearLookahead(OPTIONS, STAGE, router);

    private void offer(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        lookahead.offer(null, new byte[0], 0, bytes, 0, bytes.length, 3);
    }

    /** The bands that a deduplicator would ask for. */
    private long[] bands(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        Fingerprint kind = new Fingerprinter(OPTIONS).of(null, 3, bytes, 0, bytes.length);
        byte[] masked = Fingerprinter.template(DedupOptions.Mask.NUMBERS, bytes);
        return lookahead.bands(new NearDuplicates.Kind(kind.high(), kind.low()), masked, 0, masked.length);
    }

    @Test
    void shouldWorkOutEachKindOfLineOnceForAPoll() {
        offer("job 17 took 5 ms");
        offer("job 18 took 6 ms");
        offer("cache is cold");
        lookahead.finish(client);

        assertThat(batches).containsExactly(2);
    }

    @Test
    void shouldKnowAheadWhatItWouldWorkOutLater() {
        offer("job 17 took 5 ms");
        offer("cache is cold");
        lookahead.finish(client);
        NearLookahead ignorant = new NearLookahead(OPTIONS, STAGE, router);
        int before = batches.size();

        long[] known = bands("job 99 took 1 ms");

        assertThat(batches).hasSize(before);
        byte[] masked = Fingerprinter.template(DedupOptions.Mask.NUMBERS, "job 1 took 2 ms".getBytes(UTF_8));
        assertThat(known)
                .hasSize(STAGE.bands())
                .isEqualTo(ignorant.bands(new NearDuplicates.Kind(1, 2), masked, 0, masked.length));
    }

    @Test
    void shouldNotWorkOutAgainWhatItHasSeenLately() {
        offer("cache is cold");
        lookahead.finish(client);
        offer("cache is cold");
        offer("cache is warm");
        lookahead.finish(client);

        assertThat(batches).containsExactly(1, 1);
    }

    @Test
    void shouldForgetWhatItHasNotSeenForLong() {
        for (int poll = 0; poll < 20; poll++) {
            for (int i = 0; i < 1_000; i++) {
                offer("letter " + (char) (0x4E00 + 1_000 * poll + i));
            }
            lookahead.finish(client);
        }
        int before = batches.size();

        bands("letter " + (char) 0x4E00);
        bands("letter " + (char) (0x4E00 + 19_999));

        assertThat(batches.size() - before).isEqualTo(1);
    }

    @Test
    void shouldDoNothingForAPollWithoutNewLines() {
        lookahead.finish(client);

        assertThat(batches).isEmpty();
    }
}
