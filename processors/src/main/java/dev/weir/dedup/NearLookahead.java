package dev.weir.dedup;

import dev.weir.batch.Analysis;
import dev.weir.batch.Bands;
import dev.weir.batch.Batch;
import dev.weir.batch.Batcher;
import dev.weir.batch.MinHash;
import dev.weir.batch.Router;
import dev.weir.dedup.near.BandSource;
import dev.weir.dedup.near.NearDuplicates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has the signatures of lines worked out many at a time, before the lines are compared one by one: each kind of line once,
 * and those seen lately not again. What was not looked at ahead is worked out when it is asked for, with the same result.
 * Belongs to one thread. Memory: some 300 bytes for each of the last 16,384 kinds of line.
 */
public final class NearLookahead implements BandSource {

    private static final int MAX_KNOWN = 1 << 14;

    private final Fingerprinter fingerprinter;
    private final MinHash stage;
    private final Router router;
    /** The bands by kind of line, the one used least lately first; null while they are worked out. */
    private final Map<NearDuplicates.Kind, long @Nullable []> known = new LinkedHashMap<>(16, 0.75f, true);

    private final List<NearDuplicates.Kind> asked = new ArrayList<>();
    private Batch.Builder lines = new Batch.Builder();

    /**
     * @param options those of the {@link Deduplicator} that compares the lines
     * @param stage the signatures
     * @param router works out what was not looked at ahead
     */
    public NearLookahead(DedupOptions options, MinHash stage, Router router) {
        this.fingerprinter = new Fingerprinter(options);
        this.stage = stage;
        this.router = router;
    }

    /** Takes note of a line that will be compared; the parameters are those of {@link Deduplicator#offer}. */
    public void offer(
            byte @Nullable [] key,
            byte[] context,
            int contextLength,
            byte[] line,
            int lineOffset,
            int lineLength,
            int partition) {
        Fingerprint fingerprint =
                fingerprinter.of(key, partition, context, contextLength, line, lineOffset, lineLength);
        NearDuplicates.Kind kind = new NearDuplicates.Kind(fingerprint.high(), fingerprint.low());
        if (known.get(kind) == null && !known.containsKey(kind)) {
            known.put(kind, null);
            asked.add(kind);
            fingerprinter.addLineTo(lines);
        }
    }

    /** Works out the signatures of the lines that were taken note of. */
    public void finish(Batcher.Client batcher) {
        if (asked.isEmpty()) {
            return;
        }
        try {
            Analysis analysis = batcher.analyse(lines.build(), List.of(stage));
            Bands bands = analysis.result(stage);
            for (int i = 0; i < asked.size(); i++) {
                known.put(asked.get(i), Arrays.copyOfRange(bands.keys(), i * bands.bands(), (i + 1) * bands.bands()));
            }
        } finally {
            known.values().removeIf(each -> each == null);
            asked.clear();
            lines = new Batch.Builder();
            forgetOldest();
        }
    }

    private void forgetOldest() {
        int tooMany = known.size() - MAX_KNOWN;
        for (var oldest = known.keySet().iterator(); tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public int bands() {
        return stage.bands();
    }

    @Override
    public long[] bands(NearDuplicates.Kind kind, byte[] bytes, int from, int to) {
        long[] ahead = known.get(kind);
        if (ahead != null) {
            return ahead;
        }
        return router.analyse(Batch.of(bytes, from, to), List.of(stage))
                .result(stage)
                .keys();
    }
}
