package dev.weir.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Gathers the mistakes of one file. Not thread-safe. */
final class Problems {

    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    /** Notes a mistake of the file as a whole. */
    void addWhole(String message) {
        problems.add(new Problem(source, 0, 0, "", null, message, null));
    }

    /** Notes a mistake at a line and a column, both from 1. */
    void addAt(int line, int column, String message) {
        problems.add(new Problem(source, line, column, "", null, message, null));
    }

    void add(Optional<Mark> place, String path, @Nullable String value, String message, @Nullable String allowed) {
        int line = place.map(mark -> mark.getLine() + 1).orElse(0);
        int column = place.map(mark -> mark.getColumn() + 1).orElse(0);
        problems.add(new Problem(source, line, column, path, value, message, allowed));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All mistakes in the order of the file; those of one place stay in the order in which they were found. */
    List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
