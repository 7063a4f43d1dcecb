package dev.weir.topology;

/** A pipeline asks for a store that this Java cannot run, or for a folder that is taken; the message says what to do. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message) {
        super(message);
    }
}
