package dev.weir.filter;

/**
 * Thrown when a filter takes a whole document out: the record goes nowhere and is counted. Only filters in pipelines of kind
 * {@link PipelineKind#LOG} may throw it, where every record is a document.
 */
public final class DroppedException extends RuntimeException {

    private final String filter;

    /** @param filter the name of the filter that drops it */
    public DroppedException(String filter) {
        super(filter + " drops the record", null, false, false);
        this.filter = filter;
    }

    public String filter() {
        return filter;
    }
}
