package dev.weir.batch;

/** Why a backend was chosen. */
public enum Reason {
    /** There is no other one, or it is switched off. */
    ONLY,
    /** It is expected to take less time. */
    CHEAPER,
    /** To see whether the other one would take less time by now. */
    PROBE,
    /** The configuration says so. */
    REQUIRED,
    /** The other one failed. */
    FAULT;

    /** The reason in a metric's label and in what is printed. */
    public String label() {
        return switch (this) {
            case ONLY -> "only";
            case CHEAPER -> "cheaper";
            case PROBE -> "probe";
            case REQUIRED -> "required";
            case FAULT -> "fault";
        };
    }
}
