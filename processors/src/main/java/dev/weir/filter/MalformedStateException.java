package dev.weir.filter;

/** Thrown when stored state is not what this version of Weir wrote: it is cut short, damaged, or of another version. */
public final class MalformedStateException extends RuntimeException {

    public MalformedStateException(String message) {
        super(message);
    }
}
