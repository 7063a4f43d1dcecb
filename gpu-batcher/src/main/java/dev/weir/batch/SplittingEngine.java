package dev.weir.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Hands a batch that is too large for an engine's memory to it in parts: from the first on if it has more bytes than are
 * known to fit, else once the engine says so. A part that was refused is halved, down to one message.
 */
final class SplittingEngine extends EngineDecorator {

    private final int maxBytes;

    /** @param maxBytes the most bytes of messages, from 1, that are handed over at once; one message may have more */
    SplittingEngine(Engine engine, int maxBytes) {
        super(engine);
        this.maxBytes = maxBytes;
    }

    @Override
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        List<Batch> parts = new ArrayList<>();
        List<Analysis> analyses = new ArrayList<>();
        int from = 0;
        while (from < batch.messages() || parts.isEmpty()) {
            int to = end(batch, from);
            analyse(from == 0 && to == batch.messages() ? batch : batch.slice(from, to), stages, parts, analyses);
            from = to;
        }
        return parts.size() == 1 ? analyses.get(0) : joined(stages, parts, analyses);
    }

    /** Behind the last message of the part that begins with this one. */
    private int end(Batch batch, int from) {
        int to = Math.min(from + 1, batch.messages());
        while (to < batch.messages() && batch.end(to) - batch.start(from) <= maxBytes) {
            to++;
        }
        return to;
    }

    private void analyse(Batch part, List<Stage<?>> stages, List<Batch> parts, List<Analysis> analyses) {
        try {
            analyses.add(super.analyse(part, stages));
            parts.add(part);
        } catch (EngineException e) {
            if (e.severity() != EngineException.Severity.TOO_LARGE || part.messages() < 2) {
                throw e;
            }
            int middle = part.messages() / 2;
            analyse(part.slice(0, middle), stages, parts, analyses);
            analyse(part.slice(middle, part.messages()), stages, parts, analyses);
        }
    }

    private static Analysis joined(List<Stage<?>> stages, List<Batch> parts, List<Analysis> analyses) {
        int[] sizes = parts.stream().mapToInt(Batch::size).toArray();
        Analysis joined = new Analysis();
        stages.forEach(stage -> join(stage, sizes, analyses, joined));
        return joined;
    }

    private static <R> void join(Stage<R> stage, int[] sizes, List<Analysis> analyses, Analysis joined) {
        List<R> results = analyses.stream().map(part -> part.result(stage)).toList();
        joined.put(stage, Results.join(stage, results, sizes), analyses.get(0).backend(stage));
    }
}
