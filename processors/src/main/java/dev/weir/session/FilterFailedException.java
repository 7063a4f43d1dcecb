package dev.weir.session;

/** Thrown when a filter fails where it should not; names the filter. The stream's state is not to be used any more. */
public final class FilterFailedException extends RuntimeException {

    private final String filter;

    FilterFailedException(String filter, RuntimeException cause) {
        super("filter " + filter + " failed: " + cause, cause);
        this.filter = filter;
    }

    public String filter() {
        return filter;
    }
}
