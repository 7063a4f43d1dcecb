package dev.weir.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A test of a pipeline: what is sent through it, and what has to come out.
 *
 * @param name differs from those of the file's other tests
 * @param pipeline the name of the pipeline
 * @param steps at least one, in order
 * @param expected all the records of each output that is looked at, in order; at least one output, each with a topic
 */
public record TestConfig(
        String name, String pipeline, List<TestStep> steps, Map<OutputName, List<ExpectedRecord>> expected) {

    public TestConfig {
        steps = List.copyOf(steps);
        Map<OutputName, List<ExpectedRecord>> inOrder = new EnumMap<>(OutputName.class);
        inOrder.putAll(expected);
        expected = Collections.unmodifiableMap(inOrder);
    }
}
