package dev.weir.loop;

/** How long a text must repeat itself at one lag before that is a loop. */
interface RunRules {

    /** The run of a unit that is not to be reported at all. */
    long NEVER = Long.MAX_VALUE;

    /** The longest lag to look for. */
    int maxPeriod();

    /** The least run that any unit of this period, or of a part of it, needs, in bytes that equal the byte one period before. */
    long neededRun(int period);

    /**
     * The run from which on this unit makes a loop of a level.
     *
     * @param amidWord whether what stands before the run has been ASCII without white space for longer than words are
     */
    long neededRun(LoopUnit unit, LoopLevel level, boolean amidWord);
}
