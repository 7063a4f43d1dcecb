package dev.weir.json;

import dev.weir.json.schema.SchemaGuide;
import org.jspecify.annotations.Nullable;

/** Tells by a container's first bytes whether it may be the document that a schema is for. */
final class SchemaFit {

    private final LookAhead ahead;
    private final SchemaGuide guide;

    private SchemaFit(LookAhead ahead, SchemaGuide guide) {
        this.ahead = ahead;
        this.guide = guide;
    }

    /** Asks with the view that found the container; null if the settings have no schema. */
    static @Nullable SchemaFit of(Settings settings, LookAhead ahead) {
        JsonSchema schema = settings.schema();
        return schema == null ? null : new SchemaFit(ahead, schema.guide());
    }

    /** Whether a word is at {@code p} and may be a document, because documents are one of few values. */
    boolean isWordAt(int p) {
        byte b = p < ahead.end ? ahead.in[p] : 0;
        return (Characters.isWord(b) || b == '-' || b == '+' || b == '.') && isScalar();
    }

    private boolean isScalar() {
        int root = guide.root();
        boolean free = guide.allows(root, SchemaGuide.Type.STRING) && !guide.namesValues(root);
        return root != SchemaGuide.ANY
                && root != SchemaGuide.NOTHING
                && !free
                && !guide.allows(root, SchemaGuide.Type.OBJECT)
                && !guide.allows(root, SchemaGuide.Type.ARRAY);
    }

    /** Whether the container at {@code p} is of the right kind, and an object's first key is one that is declared. */
    int fits(int p) {
        int root = guide.root();
        if (ahead.in[p] == '[') {
            return answer(guide.allows(root, SchemaGuide.Type.ARRAY));
        }
        if (!guide.allows(root, SchemaGuide.Type.OBJECT) || !guide.declares(root)) {
            return answer(guide.allows(root, SchemaGuide.Type.OBJECT));
        }
        int q = ahead.skipSpace(p + 1);
        if (q >= ahead.end) {
            return ahead.atEdge(LookAhead.YES);
        }
        return Characters.isAsciiQuote(ahead.in[q]) ? quotedKeyAt(q) : bareKeyAt(q);
    }

    /** A key that is damaged itself speaks neither for the container nor against it. */
    private int quotedKeyAt(int q) {
        ahead.colon = false;
        int e = ahead.skipString(q);
        if (e < 0 || e >= ahead.end) {
            return e < 0 ? LookAhead.YES : ahead.atEdge(LookAhead.YES);
        }
        boolean plain = !ahead.colon && e > q + 2;
        return answer(!plain || guide.knows(guide.root(), ahead.in, q + 1, e - 1));
    }

    private int bareKeyAt(int q) {
        if (ahead.in[q] < 0 || !Characters.isWord(ahead.in[q])) {
            return LookAhead.YES;
        }
        int e = ahead.skipWord(q);
        int t = ahead.skipBlank(e);
        if (t >= ahead.end) {
            return ahead.atEdge(LookAhead.YES);
        }
        return answer(ahead.in[t] != ':' || guide.knows(guide.root(), ahead.in, q, e));
    }

    private static int answer(boolean yes) {
        return yes ? LookAhead.YES : LookAhead.NO;
    }
}
