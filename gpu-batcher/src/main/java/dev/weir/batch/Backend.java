package dev.weir.batch;

/** What works results out. */
public enum Backend {
    /** Plain Java. */
    CPU,
    /** Java's Vector API. */
    CPU_VECTOR,
    /** An NVIDIA graphics card. */
    CUDA;

    /** The backend in a metric's label and in what is printed, such as {@code cpu-vector}. */
    public String label() {
        return switch (this) {
            case CPU -> "cpu";
            case CPU_VECTOR -> "cpu-vector";
            case CUDA -> "cuda";
        };
    }
}
