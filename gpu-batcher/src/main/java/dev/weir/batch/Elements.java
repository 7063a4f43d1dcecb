package dev.weir.batch;

/** Of what a message is taken to be a set, when two are compared by what they have in common. */
public enum Elements {
    /** Each five bytes in a row, from every byte on; a message of fewer bytes is an empty set. */
    SHINGLES,
    /** Its words: runs of ASCII letters and digits and bytes above 127. */
    WORDS
}
