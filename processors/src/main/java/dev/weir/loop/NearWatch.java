package dev.weir.loop;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Finds the loops of a text that show once case, the digits of numbers and the amount of white space do not count. */
final class NearWatch {

    private static final int SLOTS = 256;
    private static final long LOOKED_UP = -1;

    private final TextHistory text;
    private final NormalText normal;
    private final RunScanner scanner;

    /** Where the first unit of the run that is followed begins in the text as it was. */
    private long offset;
    /** Where it begins in the normalised text, if that was not looked up yet: most runs are over before anyone asks. */
    private long normalOffset = LOOKED_UP;
    /** Whether the loop that goes on was told. */
    private boolean told;

    /** @param normal the text normalised; it takes each block first */
    NearWatch(TextHistory text, NormalText normal, NearThresholds thresholds) {
        this.text = text;
        this.normal = normal;
        this.scanner = new RunScanner(thresholds, normal.normal(), WindowSampling.SPARSE, SLOTS);
    }

    /** Whether a loop goes on. */
    boolean inLoop() {
        return told;
    }

    /** How long the run is that goes on, in bytes of the normalised text. */
    long runLength() {
        return scanner.runLength();
    }

    /**
     * Takes the next block.
     *
     * @param toldUntil how far the text is known to loop exactly: that is not told once more
     */
    void take(long toldUntil, LoopListener listener) {
        scanner.scan(new Teller(toldUntil, listener));
        if (scanner.runLength() > 0) {
            lookUpOffset();
        }
        normalOffset = LOOKED_UP;
    }

    /** To be done before the next block is taken, while the text that the run began in is in reach. */
    private void lookUpOffset() {
        if (normalOffset != LOOKED_UP) {
            offset = normal.origin(normalOffset);
            normalOffset = LOOKED_UP;
        }
    }

    /** Ends the loop that goes on. */
    void finish(LoopListener listener) {
        scanner.finish(new Teller(0, listener));
    }

    void save(StateWriter state) {
        state.writeLong(offset);
        state.writeBoolean(told);
        scanner.save(state);
    }

    /** Reads what {@link #save} wrote; the text has been restored. */
    void restore(StateReader state) {
        offset = state.readLong();
        told = state.readBoolean();
        scanner.restore(state);
    }

    private final class Teller implements RunListener {

        private final long toldUntil;
        private final LoopListener listener;

        Teller(long toldUntil, LoopListener listener) {
            this.toldUntil = toldUntil;
            this.listener = listener;
        }

        @Override
        public void began(long position) {
            normalOffset = position;
        }

        @Override
        public void found(Run run, LoopLevel level) {
            lookUpOffset();
            if (offset >= toldUntil) {
                told = true;
                listener.found(loop(run));
            }
        }

        @Override
        public void ended(Run run, LoopLevel level) {
            if (told) {
                told = false;
                listener.ended(loop(run));
            }
        }

        private Loop loop(Run run) {
            long end = normal.origin(run.end());
            long period = Math.max(1, (end - offset) * run.period() / (run.end() - run.offset()));
            long lastUnit = run.offset() + (run.repeats() - 1) * run.period();
            int sampleStart = text.index(Math.max(text.start(), normal.origin(lastUnit)));
            int sampleEnd = (int) Math.min(text.size(), sampleStart + period);
            byte[] sample = new byte[Math.max(1, sampleEnd - sampleStart)];
            System.arraycopy(
                    text.bytes(), Math.min(sampleStart, text.size() - sample.length), sample, 0, sample.length);
            long wasted = end - offset - period;
            return new Loop(
                    LoopKind.NEAR, LoopLevel.WARN, offset, end, period, run.repeats(), wasted, new LoopUnit(sample));
        }
    }
}
