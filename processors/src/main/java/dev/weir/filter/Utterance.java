package dev.weir.filter;

/**
 * What a stream said in one channel from its beginning to its end, in short.
 *
 * @param fingerprint the same for texts that say the same; two that do not share one by a chance of 1 in 2<sup>64</sup>
 * @param bytes how long the text is, less white space that says nothing
 * @param sample how it begins
 */
public record Utterance(long fingerprint, long bytes, String sample) {}
