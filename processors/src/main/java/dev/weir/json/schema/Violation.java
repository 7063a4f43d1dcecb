package dev.weir.json.schema;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds among a validator's errors the one to tell people about: the first in the document that is no mere alternative.
 * Where alternatives fail and only one of them was meant for a value of that type, its first error is told instead.
 */
final class Violation {

    static final int MAX_LENGTH = 200;

    private static final Set<String> BRANCHES = Set.of("anyOf", "oneOf", "not", "if", "contains");
    private static final Set<String> SUMMARIES = Set.of("$ref", "allOf", "dependencies", "dependentSchemas", "if");
    private static final Set<String> NAMES =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");
    private static final Set<String> TELLTALES = Set.of("const", "enum", "type");

    private final List<Place> places;

    /**
     * One error.
     *
     * @param path the keywords that led to it
     * @param instance where the validator saw it
     * @param keyword whose it is; {@code false} for that schema
     * @param location the pointer of its schema
     */
    record Place(String path, String instance, String keyword, String location) {

        private static Place of(Error error) {
            String uri = error.getSchemaLocation();
            String keyword = error.getKeyword();
            String path = error.getEvaluationPath();
            boolean ofKey = keywordsAbove(path).contains("propertyNames");
            return new Place(
                    path,
                    error.getInstanceLocation(),
                    ofKey ? "propertyNames" : keyword == null ? "false" : keyword,
                    uri.substring(uri.indexOf('#') + 1));
        }

        private static List<String> keywordsAbove(String path) {
            List<String> keywords = new ArrayList<>();
            String[] steps = path.split("/", -1);
            for (int i = 1; i < steps.length - 1; i++) {
                keywords.add(steps[i]);
                i += NAMES.contains(steps[i]) ? 1 : 0;
            }
            return keywords;
        }

        /** Whether it belongs to an alternative that begins below the path. */
        private boolean isBranchOf(String above) {
            return !Collections.disjoint(keywordsAbove(path.substring(above.length())), BRANCHES);
        }
    }

    Violation(List<Error> errors) {
        places = errors.stream().map(Place::of).toList();
    }

    /** The error that comes first, where the validator's places are pointers. */
    Place first() {
        return choose("", Comparator.comparing(Place::instance)).orElseThrow();
    }

    /** What to tell about a document. */
    String message(JsonTree tree, SchemaDocument schema) {
        Optional<Place> place = choose("", Comparator.comparingInt(each -> Integer.parseInt(each.instance())));
        if (place.isEmpty()) {
            return "it does not fit the schema";
        }
        Place first = place.get();
        JsonValue value = tree.values().get(Integer.parseInt(first.instance()));
        return ViolationText.of(value, first.keyword(), JsonPointers.find(schema.root(), first.location()));
    }

    private Optional<Place> choose(String above, Comparator<Place> order) {
        List<Place> own = places.stream()
                .filter(place -> (place.path() + '/').startsWith(above + '/') && !place.isBranchOf(above))
                .toList();
        Optional<Place> first = own.stream()
                .filter(place -> !SUMMARIES.contains(place.keyword()))
                .min(order)
                .or(() -> own.stream().min(order));
        if (first.isPresent() && Set.of("anyOf", "oneOf").contains(first.get().keyword())) {
            String meant = meant(first.get());
            Optional<Place> inner = meant == null ? Optional.empty() : choose(meant, order);
            return inner.isPresent() ? inner : first;
        }
        return first;
    }

    /** The path of the only alternative that was for such values, null if there is none or are several. */
    private @Nullable String meant(Place choice) {
        Map<String, Boolean> meant = new HashMap<>();
        String prefix = choice.path() + '/';
        for (Place place : places) {
            if (place.path().startsWith(prefix)) {
                int end = place.path().indexOf('/', prefix.length());
                String branch = end < 0 ? place.path() : place.path().substring(0, end);
                boolean fits = !place.instance().equals(choice.instance()) || !TELLTALES.contains(place.keyword());
                meant.merge(branch, fits, Boolean::logicalAnd);
            }
        }
        Set<String> left = meant.keySet().stream().filter(meant::get).collect(Collectors.toSet());
        return left.size() == 1 ? left.iterator().next() : null;
    }
}
