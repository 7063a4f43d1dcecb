package dev.weir.topology;

/** A pipeline asks for a store that this Java cannot run; the message says what is missing. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message) {
        super(message);
    }
}
