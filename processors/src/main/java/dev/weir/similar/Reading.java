package dev.weir.similar;

/** What was found where a record has its vector. */
public sealed interface Reading {

    /** A record without a vector. */
    Reading NONE = new None();

    /** A vector: one number at least, all of them finite, and not all of them 0. */
    @SuppressWarnings("ArrayRecordComponent") // handed from one owner to the next
    record Vector(float[] numbers) implements Reading {}

    /** Nothing. */
    record None() implements Reading {}

    /**
     * Something that nothing can be compared with.
     *
     * @param message what is wrong with it, for people, one clause
     */
    record Mistake(Kind kind, String message) implements Reading {}

    /** What may be wrong with a vector. */
    enum Kind {
        /** It is not written as vectors are. */
        MALFORMED("malformed"),
        /** It has more or fewer numbers than it should have. */
        DIMENSIONS("dimensions"),
        /** A number of it is infinite or none at all. */
        NOT_FINITE("not-finite"),
        /** All its numbers are 0, so that it has no direction. */
        ZERO("zero");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The word for it in alerts. */
        public String label() {
            return label;
        }
    }
}
