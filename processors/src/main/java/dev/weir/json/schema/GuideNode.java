package dev.weir.json.schema;

import java.util.List;

/** One node of a {@link SchemaGuide}. Immutable. */
final class GuideNode {

    private final int types;
    private final KeyTable members;
    private final int others;
    private final int[] prefix;
    private final int rest;
    private final WordTable words;
    private final List<String> required;

    /**
     * @param types the allowed types, a bit for each
     * @param members the declared properties and their nodes
     * @param others the node of all other properties
     * @param prefix the nodes of the first elements
     * @param rest the node of the elements after them
     * @param words what a bare word may stand for
     * @param required the keys that an object has to have
     */
    GuideNode(int types, KeyTable members, int others, int[] prefix, int rest, WordTable words, List<String> required) {
        this.types = types;
        this.members = members;
        this.others = others;
        this.prefix = prefix;
        this.rest = rest;
        this.words = words;
        this.required = required;
    }

    /** The node of a value about which only the types are known. */
    static GuideNode ofTypes(int types) {
        int any = SchemaGuide.ANY;
        return new GuideNode(types, KeyTable.EMPTY, any, new int[0], any, WordTable.EMPTY, List.of());
    }

    boolean allows(SchemaGuide.Type type) {
        return (types & type.bit()) != 0;
    }

    int member(byte[] text, int from, int to) {
        int found = members.find(text, from, to);
        return found >= 0 ? found : found == KeyTable.ESCAPED ? SchemaGuide.ANY : others;
    }

    boolean knows(byte[] text, int from, int to) {
        return members.find(text, from, to) >= 0;
    }

    boolean declares() {
        return members != KeyTable.EMPTY;
    }

    int element(int index) {
        return index < prefix.length ? prefix[index] : rest;
    }

    WordTable words() {
        return words;
    }

    List<String> required() {
        return required;
    }
}
