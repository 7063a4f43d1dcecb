package dev.weir.dedup.near;

/**
 * Finds for each kind of line an earlier kind that is nearly equal, so that a window takes both for one.
 *
 * <p>Two lines are alike if they have a given share of words in common in the same order, of the longer one's words, and
 * differ neither in severities nor in codes. Which line stands for the others is remembered for one to two windows of event
 * time, and forgotten when the task moves: then a line too many passes. Only as many lines are remembered as are allowed;
 * further ones are compared exactly.
 *
 * <p>One object to a task, used by its thread. A kind that was seen before costs one look-up; a new one some microseconds.
 * Memory: about 0.5 KB a line of 20 words.
 */
public final class NearDuplicates {

    /** The fingerprint of a kind of line, 128 bits. */
    public record Kind(long high, long low) {}

    private static final int MAX_LINES = 1 << 17;

    private final double similarity;
    private final long windowMs;
    private final int maxLines;
    private final BandSource signatures;
    private final WordSimilarity compare = new WordSimilarity();
    private NearLines young;
    private NearLines old;
    private long youngSinceMs = Long.MIN_VALUE;

    /**
     * @param similarity the least share of words in common, above 0 and below 1
     * @param windowMs how long a line stands for others at least, in event time
     * @param maxKeys how many kinds of line are remembered at most
     * @param signatures knows the bands of lines as {@link Banding} cuts them for this similarity
     */
    public NearDuplicates(double similarity, long windowMs, int maxKeys, BandSource signatures) {
        this.similarity = similarity;
        this.windowMs = windowMs;
        this.maxLines = Math.min(maxKeys, MAX_LINES);
        this.signatures = signatures;
        this.young = new NearLines(signatures.bands(), maxLines);
        this.old = young;
    }

    /**
     * The kind that stands for a line's own.
     *
     * @param kind the line's own kind
     * @param bytes holds, one behind the other, what has to be equal and the line's text
     * @param contextFrom where what has to be equal begins
     * @param textFrom where the text begins
     * @param textTo where the text ends
     * @param timeMs the line's event time
     */
    public Kind resolve(Kind kind, byte[] bytes, int contextFrom, int textFrom, int textTo, long timeMs) {
        if (youngSinceMs == Long.MIN_VALUE) {
            youngSinceMs = timeMs;
        } else if (timeMs - youngSinceMs >= windowMs) {
            old = young;
            young = new NearLines(signatures.bands(), maxLines);
            youngSinceMs = timeMs;
        }
        NearLines.Line line = young.resolved(kind);
        if (line == null) {
            line = resolveAnew(kind, bytes, contextFrom, textFrom, textTo);
            young.resolve(kind, line);
        }
        return line.kind;
    }

    private NearLines.Line resolveAnew(Kind kind, byte[] bytes, int contextFrom, int textFrom, int textTo) {
        NearLines.Line before = old.resolved(kind);
        if (before != null) {
            return renewed(before);
        }
        int[] words = Words.of(bytes, textFrom, textTo);
        if ((words.length + 1) * (1 - similarity) < 1 - 1e-9) {
            return new NearLines.Line(kind, 0, words, new long[0]); // too short for a word of difference
        }
        long[] bands = signatures.bands(kind, bytes, textFrom, textTo);
        long guard = Guard.of(bytes, contextFrom, textFrom, textTo);
        NearLines.Line like = young.find(guard, words, bands, similarity, compare);
        if (like != null) {
            return like;
        }
        like = old.find(guard, words, bands, similarity, compare);
        if (like != null) {
            return renewed(like);
        }
        NearLines.Line own = new NearLines.Line(kind, guard, words, bands);
        young.add(own);
        return own;
    }

    /** Lets a line stand for others for another window. */
    private NearLines.Line renewed(NearLines.Line line) {
        if (old != young && line.bands.length > 0 && young.resolved(line.kind) == null) {
            young.add(line);
            young.resolve(line.kind, line);
        }
        return line;
    }
}
