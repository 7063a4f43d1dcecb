package dev.weir.match;

import dev.weir.batch.Batch;
import dev.weir.batch.Batcher;
import dev.weir.batch.PatternScan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has texts scanned many at a time, before a filter comes to them one by one, and knows then which patterns they have. Belongs
 * to one thread. Memory: the texts of the last {@value #MAX_BYTES} bytes, and some 30 bytes for each.
 */
public final class MatchLookahead implements PatternScanner {

    private static final int MAX_BYTES = 16 << 20;

    private final PatternScan stage;
    /** What was scanned, latest first. */
    private final Deque<ScannedTexts> scanned = new ArrayDeque<>();

    private Batch.Builder texts = new Batch.Builder();

    /** @param stage what scans the texts, that of the factory whose filters ask */
    public MatchLookahead(PatternScan stage) {
        this.stage = stage;
    }

    /** Takes note of a text that a filter will come to as a whole. */
    public void offer(byte[] text, int offset, int length) {
        if (length > 0 && length <= MAX_BYTES - texts.size()) {
            texts.add(text, offset, length);
        }
    }

    /** Scans the texts that were taken note of. */
    public void finish(Batcher.Client batcher) {
        if (texts.messages() == 0) {
            return;
        }
        Batch batch = texts.build();
        texts = new Batch.Builder();
        scanned.addFirst(
                new ScannedTexts(batch, batcher.analyse(batch, List.of(stage)).result(stage)));
        forgetOldest();
    }

    private void forgetOldest() {
        long bytes = 0;
        for (Iterator<ScannedTexts> each = scanned.iterator(); each.hasNext(); ) {
            bytes += each.next().bytes();
            if (bytes > MAX_BYTES) {
                each.remove();
            }
        }
    }

    @Override
    public @Nullable Places find(byte[] text, int from, int to) {
        if (scanned.isEmpty()) {
            return null;
        }
        long hash = ScannedTexts.hash(text, from, to);
        for (ScannedTexts texts : scanned) {
            int number = texts.number(hash, text, from, to);
            if (number >= 0) {
                return texts.places(number);
            }
        }
        return null;
    }
}
