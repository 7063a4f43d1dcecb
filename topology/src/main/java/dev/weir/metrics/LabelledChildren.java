package dev.weir.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The children of one metric by the value of their last label, of which there are never too many.
 *
 * <p>A label value that is known costs one map lookup and no allocation. The first {@value #MAX_VALUES} values get a
 * child each; all others share the child {@value #OTHER}, so that a value taken from data cannot fill the memory here and
 * in Prometheus.
 *
 * @param <C> the child, a counter say
 */
final class LabelledChildren<C> {

    static final int MAX_VALUES = 100;
    static final String OTHER = "other";

    private final ConcurrentMap<String, C> children = new ConcurrentHashMap<>();
    private final Function<String, C> create;

    LabelledChildren(Function<String, C> create) {
        this.create = create;
    }

    C get(String value) {
        C child = children.get(value);
        return child != null ? child : unknown(value);
    }

    /** What each child says now, by its label value. */
    <V> Map<String, V> read(Function<C, V> reader) {
        Map<String, V> values = new TreeMap<>();
        children.forEach((label, child) -> values.put(label, reader.apply(child)));
        return values;
    }

    private synchronized C unknown(String value) {
        boolean full = children.size() - (children.containsKey(OTHER) ? 1 : 0) >= MAX_VALUES;
        return children.computeIfAbsent(full ? OTHER : value, create);
    }
}
