package dev.weir.watch;

/** Thrown when a server cannot be watched; the message is one paragraph for the user. */
public final class WatchException extends RuntimeException {

    WatchException(String message) {
        super(message);
    }
}
