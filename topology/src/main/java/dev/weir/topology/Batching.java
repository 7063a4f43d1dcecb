package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.CudaEngine;
import dev.weir.batch.Engine;
import dev.weir.batch.EngineException;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Pattern;
import dev.weir.batch.PatternSet;
import dev.weir.batch.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all pipelines of a process have their heavy work done by. */
public final class Batching {

    private static final Logger LOG = LoggerFactory.getLogger(Batching.class);
    /** So much at once pays for a transfer to a card. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private Batching() {}

    /** Lines such as services write, to measure with what work on real ones will cost. */
    public static List<byte[]> sampleLines() {
        Random random = new Random(1);
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            StringBuilder line = new StringBuilder("2026-01-01T00:00:00Z INFO [worker-")
                    .append(i % 16)
                    .append(']');
            for (int words = 6 + random.nextInt(14); words > 0; words--) {
                line.append(' ').append(word(random, 2));
            }
            lines.add(line.toString().getBytes(UTF_8));
        }
        return lines;
    }

    /** A thousand words to look for in such lines. */
    public static PatternSet sampleWords() {
        Random random = new Random(2);
        List<Pattern> words = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            words.add(new Pattern(word(random, 5).getBytes(UTF_8), 0));
        }
        return PatternSet.of(words, true);
    }

    private static String word(Random random, int leastLetters) {
        StringBuilder word = new StringBuilder();
        for (int letters = leastLetters + random.nextInt(8); letters > 0; letters--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** By the processor, each thread for itself. */
    static Batcher onProcessor() {
        return new Batcher(new Router(new CpuEngine(1), null, GpuMode.OFF, BatchListener.NONE), MAX_BATCH_BYTES);
    }

    /**
     * By the processor, and by a graphics card as far as there is one and a configuration wants it.
     *
     * @throws GpuUnavailableException if one is required and none can be used
     */
    public static Batcher open(GpuMode mode, BatchListener listener) {
        Engine card = mode == GpuMode.OFF ? null : card(mode);
        return new Batcher(new Router(CpuEngine.calibrated(1), card, mode, listener), MAX_BATCH_BYTES);
    }

    private static @Nullable Engine card(GpuMode mode) {
        String problem;
        Optional<String> found = CudaEngine.problem();
        if (found.isEmpty()) {
            try {
                Engine card = CudaEngine.open();
                LOG.info("The graphics card {} takes part in the work where it is faster", card.name());
                return card;
            } catch (EngineException e) {
                problem = e.reason();
            }
        } else {
            problem = found.get();
        }
        if (mode == GpuMode.REQUIRED) {
            throw new GpuUnavailableException("The configuration says gpu: required, but no graphics card can be used: "
                    + problem + ". With gpu: auto the processor does the work.");
        }
        LOG.debug("No graphics card is used: {}", problem);
        return null;
    }
}
