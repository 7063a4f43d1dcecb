package dev.weir.json.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Schema says about each place of a document, for one who walks through it byte by byte.
 *
 * <p>A place is a node, an int: begin at {@link #root}, go into members and elements. The guide forbids only what the
 * schema forbids: it heeds {@code type}, {@code properties}, {@code required}, {@code additionalProperties}, {@code
 * items}, {@code prefixItems}, {@code enum}, {@code const}, {@code $ref} within the schema, {@code allOf}, {@code
 * anyOf} and {@code oneOf} (as {@code anyOf}), and leaves every other keyword to {@link SchemaCheck}. Beyond
 * {@value Alternative#MAX_ALTERNATIVES} combinations of alternatives in one place, or {@value
 * GuideCompiler#MAX_NODES} nodes, it knows less than the schema says.
 *
 * <p>Immutable, so that any number of threads may share it. A question costs the length of the key or word and
 * allocates nothing. Nodes may be saved, together with {@link #fingerprint}: they mean nothing to another schema.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema 2020-12</a>
 */
public final class SchemaGuide {

    /** The node of which nothing is known: all is allowed. */
    public static final int ANY = 0;

    /** The node at which nothing is allowed, such as the value of a key that the schema rules out. */
    public static final int NOTHING = 1;

    /** The types of JSON Schema. */
    public enum Type {
        OBJECT(1),
        ARRAY(2),
        STRING(4),
        /** A number that is not an integer. */
        NUMBER(8),
        /** A number without fraction; 1.0 and 1e3 are integers too, whatever they look like. */
        INTEGER(16),
        BOOLEAN(32),
        NULL(64);

        private final int bit;

        Type(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }
    }

    private final GuideNode[] nodes;
    private final int root;
    private final int fingerprint;

    SchemaGuide(List<GuideNode> nodes, int root, int fingerprint) {
        this.nodes = nodes.toArray(GuideNode[]::new);
        this.root = root;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads a schema: draft 2020-12 unless {@code $schema} names 2019-09, 07 or 06.
     *
     * @throws SchemaException if it is not JSON, a keyword that the guide heeds has a value that it cannot have, or a
     *     reference leads nowhere, out of the schema or back to itself
     */
    public static SchemaGuide compile(String schema) {
        return new GuideCompiler(SchemaDocument.of(schema)).compile(schema.hashCode());
    }

    /** The node of the document itself. */
    public int root() {
        return root;
    }

    /** How many nodes there are; every node is less. */
    public int size() {
        return nodes.length;
    }

    /** A number that schemas of other text do not share, but for chance. */
    public int fingerprint() {
        return fingerprint;
    }

    /**
     * The node of a member's value.
     *
     * @param text holds the key as it stands between its quotes, in UTF-8; with a backslash in it, nothing is known
     * @param from where the key begins
     * @param to where it ends
     */
    public int member(int node, byte[] text, int from, int to) {
        return nodes[node].member(text, from, to);
    }

    /** Whether the key is a declared property; see {@link #member} for the arguments. */
    public boolean knows(int node, byte[] text, int from, int to) {
        return nodes[node].knows(text, from, to);
    }

    /** The node of an array's element, counted from 0. */
    public int element(int node, int index) {
        return nodes[node].element(index);
    }

    /** Whether the place may hold a value of the type. */
    public boolean allows(int node, Type type) {
        return nodes[node].allows(type);
    }

    /**
     * The one value that a bare word can stand for where a place has only certain values: those of {@code enum} and
     * {@code const}, and true, false and null where the type is allowed. Case, white space around it and a string's
     * quotes make no difference.
     *
     * @return the value as JSON text, not to be changed; null if there is none, there are several, or a string or
     *     number of any value is as good
     */
    public byte @Nullable [] enumMatch(int node, byte[] text, int from, int to) {
        return nodes[node].words().find(text, from, to);
    }

    /** Whether a word could be such a value: if not, {@link #enumMatch} finds none. */
    public boolean namesValues(int node) {
        return !nodes[node].words().isEmpty();
    }

    /** Whether the place declares any properties. */
    public boolean declares(int node) {
        return nodes[node].declares();
    }

    /** The keys that an object in this place has to have, in the schema's order. */
    public List<String> required(int node) {
        return nodes[node].required();
    }
}
