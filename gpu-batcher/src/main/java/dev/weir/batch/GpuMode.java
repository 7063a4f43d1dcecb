package dev.weir.batch;

/** Whether a graphics card works batches out. */
public enum GpuMode {
    /** Where there is one and it takes less time. */
    AUTO,
    /** Never. */
    OFF,
    /** Always; without one, nothing starts. If it fails while running, the processor takes over even so. */
    REQUIRED
}
