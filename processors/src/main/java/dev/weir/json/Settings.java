package dev.weir.json;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options as the engine needs them. Immutable.
 *
 * @param rules the repairs that may be made
 * @param scope where in the content the JSON is
 * @param keepsProse whether text around the JSON stays; it is dropped otherwise
 * @param passesUnmendable whether what cannot be mended goes on as it came
 * @param maxDepth how many containers may be open
 * @param lookAhead how many bytes a doubtful place may wait to be decided
 * @param schema what documents have to be like; null if nothing is asked
 */
record Settings(
        Set<Rule> rules,
        Scope scope,
        boolean keepsProse,
        boolean passesUnmendable,
        int maxDepth,
        int lookAhead,
        @Nullable JsonSchema schema) {

    /** Where in a text the JSON is. */
    enum Scope {
        /** The text is JSON if its first bytes say so, and prose otherwise. */
        AUTO,
        /** The text is JSON, whatever stands around it. */
        WHOLE,
        /** The text is prose; code fences in it hold JSON. */
        FENCED,
        /** The text is prose; containers and code fences in it are JSON. */
        EMBEDDED
    }

    Settings {
        rules = Collections.unmodifiableSet(rules.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(rules));
    }

    /** The same for a text that has to be JSON and fit the schema, if there is one. */
    Settings forWholeText(@Nullable JsonSchema ofText) {
        return new Settings(rules, Scope.WHOLE, false, passesUnmendable, maxDepth, lookAhead, ofText);
    }

    /** The same for a text that is at hand as a whole. */
    Settings forWholeDocument() {
        return schema == null
                ? this
                : new Settings(rules, scope, keepsProse, passesUnmendable, maxDepth, lookAhead, schema.keepingAll());
    }
}
