package dev.weir.batch;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Works a small share of an engine's results out once more by another, that is trusted: one that gives wrong answers is
 * given up for good.
 */
final class CheckedEngine extends EngineDecorator {

    private final Engine trusted;
    private final double share;
    /** Guarded by this. */
    private final SplittableRandom random;

    /**
     * @param share how many of all messages, and of all queries, are looked at again, from 0 to 1
     * @param seed of the choice
     */
    CheckedEngine(Engine engine, Engine trusted, double share, long seed) {
        super(engine);
        this.trusted = trusted;
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        Analysis analysis = super.analyse(batch, stages);
        int count = chosen(batch.messages());
        if (count > 0) {
            int from = below(batch.messages() - count + 1);
            Batch sample = batch.slice(from, from + count);
            Analysis expected = trusted.analyse(sample, stages);
            stages.forEach(stage -> check(stage, batch, from, from + count, analysis, expected));
        }
        return analysis;
    }

    private <R> void check(Stage<R> stage, Batch batch, int from, int to, Analysis analysis, Analysis expected) {
        R part = Results.slice(stage, analysis.result(stage), batch, from, to);
        boolean cut = part instanceof Matches matches && !matches.isComplete();
        if (!cut && !Results.areEqual(part, expected.result(stage))) {
            throw wrong(stage.label());
        }
    }

    @Override
    public Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        Neighbours neighbours = super.nearest(window, firstQuery, k, least);
        int queries = (int) (window.end() - firstQuery);
        if (chosen(queries) > 0) {
            int query = below(queries);
            check(neighbours, query, Cosines.nearest(window, firstQuery + query, k, least), least);
        }
        return neighbours;
    }

    private void check(Neighbours neighbours, int query, Neighbours expected, float least) {
        for (int i = 0; i < neighbours.k(); i++) {
            int at = query * neighbours.k() + i;
            boolean both = neighbours.rows()[at] >= 0 && expected.rows()[i] >= 0;
            float difference = neighbours.scores()[at] - expected.scores()[i];
            // Where one has a neighbour more, it is one at the very edge.
            float edge = Math.max(neighbours.scores()[at], expected.scores()[i]) - least;
            boolean neither = neighbours.rows()[at] < 0 && expected.rows()[i] < 0;
            if (!neither && !(both ? Math.abs(difference) <= SCORE_TOLERANCE : edge <= SCORE_TOLERANCE)) {
                throw wrong("nearest");
            }
        }
    }

    private EngineException wrong(String label) {
        return new EngineException(
                name() + " gave a wrong result (" + label + "), as " + trusted.name() + " worked it out again",
                EngineException.Severity.FOR_GOOD);
    }

    /** How many of so many are looked at: on average their share, and mostly none of few. */
    private synchronized int chosen(int all) {
        double wanted = all * share;
        int whole = (int) wanted;
        return Math.min(all, whole + (random.nextDouble() < wanted - whole ? 1 : 0));
    }

    private synchronized int below(int bound) {
        return random.nextInt(bound);
    }
}
