package dev.weir.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files of YAML as an editor checks them: against a schema, by a validator that knows nothing of Weir. */
final class SchemaFiles {

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private final Validator validator = new ValidatorFactory().createValidator();
    private final URI schema;
    private final JsonNode tree;

    SchemaFiles(String schema) {
        try {
            this.tree = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        this.schema = validator.registerSchema(schema);
    }

    JsonNode tree() {
        return tree;
    }

    /** What is wrong with a file; empty if it is valid. */
    String refusal(String yaml) {
        Validator.Result result = validator.validate(schema, json(yaml));
        return result.isValid()
                ? ""
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .collect(Collectors.joining("\n"));
    }

    /** The file as JSON, its scalars as YAML 1.2 understands them. */
    static String json(String yaml) {
        try {
            return JSON.writeValueAsString(plain(load(yaml)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static @Nullable Object load(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setBufferSize(yaml.length() + 1)
                .build();
        return new Load(settings).loadFromString(yaml);
    }

    private static @Nullable Object plain(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((key, value) -> members.put(String.valueOf(key), plain(value)));
            return members;
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        boolean noNumberOfJson = node instanceof Double number && (number.isNaN() || number.isInfinite());
        return noNumberOfJson || node instanceof byte[] ? String.valueOf(node) : node;
    }
}
