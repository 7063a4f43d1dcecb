package dev.weir.server;

/** Thrown when the server cannot listen where it should; the message is one sentence for the user. */
public final class ServerException extends RuntimeException {

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
