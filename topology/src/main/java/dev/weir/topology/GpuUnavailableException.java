package dev.weir.topology;

/** The configuration requires a graphics card and none can be used; the message says why not, for people. */
public final class GpuUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GpuUnavailableException(String message) {
        super(message);
    }
}
