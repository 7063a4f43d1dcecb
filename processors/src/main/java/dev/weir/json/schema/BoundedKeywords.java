package dev.weir.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keywords whose cost the validator would leave to the document: references are followed once for each value,
 * regular expressions read only so much, unique elements are found by hashing, and remarks are not collected.
 */
final class BoundedKeywords implements EvaluatorFactory {

    private static final Set<String> LEFT_TO_VALIDATOR =
            Set.of("$dynamicRef", "$recursiveRef", "$ref", "const", "type");
    private static final Evaluator REMARK = (context, value) -> Evaluator.Result.success();

    private final SchemaDocument schema;
    private int references;

    BoundedKeywords(SchemaDocument schema) {
        this.schema = schema;
    }

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode node) {
        if (!(node instanceof JsonValue value)) {
            return Optional.empty();
        }
        if (keyword.equals("$ref")) {
            return reference(context, value);
        }
        if (keyword.equals("uniqueItems")) {
            return Optional.of(value.isBoolean() && value.asBoolean() ? BoundedKeywords::uniqueItems : REMARK);
        }
        if (!value.isString() || LEFT_TO_VALIDATOR.contains(keyword)) {
            return Optional.empty();
        }
        if (keyword.equals("pattern")) {
            Pattern pattern = Pattern.compile(value.asString());
            return Optional.of((inner, text) -> pattern(pattern, text));
        }
        return Optional.of(REMARK);
    }

    private Optional<Evaluator> reference(SchemaParsingContext context, JsonValue value) {
        JsonValue parent = value.parent();
        JsonValue target = parent == null ? null : schema.target(parent);
        if (target == null || target.getJsonPointer().indexOf('#') >= 0) {
            return Optional.empty();
        }
        String uri = context.getAbsoluteUri(target);
        int reference = references++;
        return Optional.of((inner, place) -> follow(reference, uri, inner, place));
    }

    private static Evaluator.Result follow(int reference, String uri, EvaluationContext context, JsonNode node) {
        Steps steps = node instanceof JsonValue value ? value.tree().steps() : null;
        if (steps == null) {
            return context.resolveRefAndValidate(uri, node) ? Evaluator.Result.success() : Evaluator.Result.failure();
        }
        JsonValue value = (JsonValue) node;
        Boolean verdict = steps.verdict(reference, value);
        if (verdict != null) {
            return verdict ? Evaluator.Result.success() : Evaluator.Result.failure("it did not fit before");
        }
        steps.enter();
        boolean fits = context.resolveRefAndValidate(uri, value);
        steps.leave();
        steps.remember(reference, value, fits);
        return fits ? Evaluator.Result.success() : Evaluator.Result.failure();
    }

    private static Evaluator.Result uniqueItems(EvaluationContext context, JsonNode node) {
        if (!node.isArray() || !(node instanceof JsonValue array)) {
            return Evaluator.Result.success();
        }
        Set<String> seen = new HashSet<>();
        for (JsonValue element : array.elements()) {
            if (!seen.add(element.canonical())) {
                return Evaluator.Result.failure("an element is there twice");
            }
        }
        return Evaluator.Result.success();
    }

    private static Evaluator.Result pattern(Pattern pattern, JsonNode node) {
        return !node.isString()
                        || pattern.matcher(Steps.metered(node.asString())).find()
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("it does not match");
    }
}
