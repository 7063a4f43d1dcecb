package dev.weir.json.schema;

import dev.harrel.jsonschema.SpecificationVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A schema's tree, with every {@code $ref} resolved inside of it. A reference that leads nowhere, outside or back to
 * itself without going into the value is refused: no validator could follow it. Immutable once read.
 */
final class SchemaDocument {

    private static final URI NAMELESS = URI.create("https://schema.invalid/");
    private static final Set<String> WITHOUT_MEMORY =
            Set.of("$dynamicRef", "$recursiveRef", "unevaluatedItems", "unevaluatedProperties");

    private final JsonValue root;
    private final boolean referencesStandAlone;
    private final Map<JsonValue, URI> bases = new LinkedHashMap<>();
    private final Map<String, JsonValue> named = new HashMap<>();
    private final Map<JsonValue, JsonValue> targets = new HashMap<>();
    private boolean remembersReferences = true;

    private SchemaDocument(JsonValue root) {
        this.root = root;
        this.referencesStandAlone = standAlone(root);
    }

    /** Reads the text of a schema. */
    static SchemaDocument of(String text) {
        JsonValue root;
        try {
            root = JsonTree.schema(text.getBytes(StandardCharsets.UTF_8)).root();
        } catch (UnreadableException e) {
            throw new SchemaException("", e.problem());
        }
        if (!SchemaKeywords.isSchema(root)) {
            throw new SchemaException("", "a schema is an object, true or false");
        }
        SchemaDocument document = new SchemaDocument(root);
        document.name(root, NAMELESS);
        document.resolveAll();
        new CircleFinder(document).check(document.bases.keySet());
        return document;
    }

    private static boolean standAlone(JsonValue root) {
        JsonValue dialect = root.member("$schema");
        if (dialect == null) {
            return false;
        }
        String uri = dialect.asString();
        for (SpecificationVersion version : SpecificationVersion.values()) {
            String known = version.getId();
            if (uri.equals(known) || (uri + '#').equals(known)) {
                switch (version) {
                    case DRAFT2020_12, DRAFT2019_09 -> {
                        return false;
                    }
                    case DRAFT7, DRAFT6 -> {
                        return true;
                    }
                    case DRAFT4 -> {}
                }
            }
        }
        throw new SchemaException("/$schema", "only the drafts 2020-12, 2019-09, 07 and 06 are known");
    }

    /** Notes what the schemas in a place are called. */
    private void name(JsonValue schema, URI outer) {
        URI base = outer;
        String id = text(schema, "$id");
        if (id != null && referencesStandAlone && id.startsWith("#")) {
            named.put(outer + id, schema);
        } else if (id != null && !(referencesStandAlone && text(schema, "$ref") != null)) {
            base = uri(schema, outer, id);
        }
        if (schema.parent() == null || !base.equals(outer)) {
            named.put(base.toString(), schema);
        }
        bases.put(schema, base);
        for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
            String anchor = text(schema, keyword);
            if (anchor != null) {
                named.put(base + "#" + anchor, schema);
            }
        }
        for (JsonValue inner : SchemaKeywords.subschemas(schema)) {
            name(inner, base);
        }
    }

    private static @Nullable String text(JsonValue schema, String keyword) {
        JsonValue value = schema.member(keyword);
        return value != null && value.isString() ? value.asString() : null;
    }

    private static URI uri(JsonValue schema, URI base, String reference) {
        try {
            URI uri = base.resolve(reference);
            String text = uri.toString();
            return text.endsWith("#") ? URI.create(text.substring(0, text.length() - 1)) : uri;
        } catch (IllegalArgumentException e) {
            throw new SchemaException(schema.getJsonPointer(), "'" + reference + "' is not a URI");
        }
    }

    private void resolveAll() {
        Deque<JsonValue> pending = new ArrayDeque<>(bases.keySet());
        while (!pending.isEmpty()) {
            JsonValue schema = pending.remove();
            if (schema.isObject()) {
                checkPatterns(schema);
                remembersReferences &= WITHOUT_MEMORY.stream().noneMatch(schema.members()::containsKey);
                String reference = text(schema, "$ref");
                if (reference != null) {
                    JsonValue target = resolve(schema, reference);
                    targets.put(schema, target);
                    if (!bases.containsKey(target)) {
                        int known = bases.size();
                        name(target, base(target));
                        bases.keySet().stream().skip(known).forEach(pending::add);
                    }
                }
            }
        }
    }

    private URI base(JsonValue place) {
        JsonValue value = place;
        while (!bases.containsKey(value) && value.parent() != null) {
            value = value.parent();
        }
        return bases.getOrDefault(value, NAMELESS);
    }

    private JsonValue resolve(JsonValue schema, String reference) {
        String place = schema.getJsonPointer() + "/$ref";
        int hash = reference.indexOf('#');
        String resource = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : JsonPointers.decodeFragment(reference.substring(hash + 1));
        URI base = base(schema);
        String name = resource.isEmpty()
                ? base.toString()
                : uri(schema, base, resource).toString();
        JsonValue target = named.get(name);
        if (target == null) {
            throw new SchemaException(place, "'" + reference + "' leads out of this schema, which is not supported");
        }
        if (fragment.startsWith("/")) {
            target = JsonPointers.find(target, fragment);
        } else if (!fragment.isEmpty()) {
            target = named.get(name + '#' + fragment);
        }
        if (target == null || !SchemaKeywords.isSchema(target)) {
            throw new SchemaException(place, "'" + reference + "' leads to no schema");
        }
        return target;
    }

    private static void checkPatterns(JsonValue schema) {
        String pattern = text(schema, "pattern");
        if (pattern != null) {
            checkPattern(schema.getJsonPointer() + "/pattern", pattern);
        }
        JsonValue patterns = schema.member("patternProperties");
        if (patterns != null && patterns.isObject()) {
            patterns.members().keySet().forEach(key -> checkPattern(patterns.getJsonPointer(), key));
        }
    }

    private static void checkPattern(String place, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new SchemaException(place, "'" + pattern + "' is not a regular expression: " + e.getDescription());
        }
    }

    JsonValue root() {
        return root;
    }

    /** The schemas to ask besides or, in the older drafts, instead of this one; null if it refers to none. */
    @Nullable
    JsonValue target(JsonValue schema) {
        return targets.get(schema);
    }

    /** Whether a schema that refers to another says nothing itself, as the drafts before 2019-09 have it. */
    boolean referencesStandAlone() {
        return referencesStandAlone;
    }

    /** Whether a reference fits a value wherever it is met; not so if its place has a say in it. */
    boolean remembersReferences() {
        return remembersReferences;
    }
}
