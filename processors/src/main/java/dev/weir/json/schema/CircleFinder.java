package dev.weir.json.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds schemas that refer to themselves for the very same value: asking them would never end. */
final class CircleFinder {

    private final SchemaDocument schema;
    private final Map<JsonValue, Boolean> finished = new HashMap<>();

    CircleFinder(SchemaDocument schema) {
        this.schema = schema;
    }

    void check(Set<JsonValue> schemas) {
        for (JsonValue each : schemas) {
            visit(each);
        }
    }

    private void visit(JsonValue place) {
        Boolean before = finished.putIfAbsent(place, false);
        if (Boolean.FALSE.equals(before)) {
            throw new SchemaException(place.getJsonPointer(), "refers to itself without end");
        }
        if (before == null) {
            for (JsonValue next : next(place)) {
                visit(next);
            }
            finished.put(place, true);
        }
    }

    private List<JsonValue> next(JsonValue place) {
        JsonValue target = schema.target(place);
        if (target != null && schema.referencesStandAlone()) {
            return List.of(target);
        }
        List<JsonValue> next = new ArrayList<>(SchemaKeywords.inPlace(place));
        if (target != null) {
            next.add(target);
        }
        return next;
    }
}
