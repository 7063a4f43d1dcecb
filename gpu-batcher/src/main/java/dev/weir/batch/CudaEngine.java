package dev.weir.batch;

import dev.weir.batch.cuda.Cuda;
import dev.weir.batch.cuda.CudaFault;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Works everything out on the first NVIDIA card. A batch goes there in one piece, all stages read it there, and only results
 * come back. Two threads at a time use the card, each with memory of its own, so that one batch is packed or on its way
 * while another is worked on; further ones wait.
 *
 * <p>Costs some 50 microseconds a call, and then about as much as handing the bytes over. Memory, on the card and pinned
 * beside it, is kept for the next batch: for each of two, the bytes, four more for each message, and what the stages need,
 * which is most for {@link MinHash}: four bytes for each component of each message.
 *
 * <p>What fails leaves this engine as it was, except for {@link EngineException.Severity#FOR_GOOD}: from then on it only says
 * so. Opening another one after this one is closed may help then.
 */
public final class CudaEngine implements Engine {

    /** A card that takes longer for one batch will never finish. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CudaSession session;

    private CudaEngine(CudaSession session) {
        this.session = session;
    }

    /** Why there can be no such engine in this process, for the one who runs it; nothing if there can. Never throws. */
    public static Optional<String> problem() {
        return Cuda.problem();
    }

    /**
     * Opens the card.
     *
     * @throws EngineException if that fails, always for good
     */
    public static CudaEngine open() {
        return open(PATIENCE);
    }

    /** With another time after which a card is taken to hang. */
    static CudaEngine open(Duration patience) {
        try {
            return new CudaEngine(new CudaSession(patience));
        } catch (CudaFault fault) {
            throw CudaSession.exception(fault, EngineException.Severity.FOR_GOOD);
        }
    }

    @Override
    public String name() {
        return session.name();
    }

    @Override
    public Backend backend(Stage<?> stage) {
        return Backend.CUDA;
    }

    @Override
    public Backend searchBackend() {
        return Backend.CUDA;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this engine is closed
     */
    @Override
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        return session.run(slot -> analyse(batch, stages, slot, CudaClock.NONE));
    }

    /** The same, with the card's time taken. */
    CudaTimes time(Batch batch, List<Stage<?>> stages) {
        return session.run(slot -> {
            try (CudaClock clock = session.clock()) {
                Analysis ignored = analyse(batch, stages, slot, clock);
                return clock.times();
            }
        });
    }

    private Analysis analyse(Batch batch, List<Stage<?>> stages, CudaSlot slot, CudaClock clock) {
        List<? extends CudaStage<?>> onCard = new LinkedHashSet<>(stages)
                .stream()
                        .map(stage -> CudaStage.of(stage, session.constants(), session.upload(slot)))
                        .toList();
        CudaRun run = new CudaRun(batch, onCard, session.kernels(), slot, session.patience());
        clock.tick(run.stream());
        run.upload();
        clock.tick(run.stream());
        if (batch.messages() > 0) {
            onCard.forEach(stage -> stage.launch(run));
            clock.tick(run.stream());
            onCard.forEach(stage -> stage.fetch(run));
        } else {
            clock.tick(run.stream());
        }
        clock.tick(run.stream());
        run.await();
        Analysis analysis = new Analysis();
        onCard.forEach(stage -> stage.finish(run, analysis));
        return analysis;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this engine is closed
     */
    @Override
    public Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        Search.check(window, firstQuery, k);
        if (firstQuery == window.end()) {
            return new Neighbours(k, new long[0], new float[0]);
        }
        return session.run(slot -> {
            CudaUpload upload = session.upload(slot);
            CudaWindow resident = session.window(window, upload);
            resident.update(window, upload);
            return new CudaSearch(window, firstQuery, k, least, session.kernels(), slot)
                    .run(resident, session.patience());
        });
    }

    /** {@inheritDoc} Waits for calls that are under way. */
    @Override
    public void close() {
        session.close();
    }
}
