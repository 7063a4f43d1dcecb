package dev.weir.json.schema;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the one value that a bare word can stand for, in the time of the word's length. Immutable. */
final class WordTable {

    static final WordTable EMPTY = new WordTable(Set.of(), false);

    private final int[][] words;
    private final byte[][] texts;
    private final boolean anyNumber;
    private final boolean isEmpty;

    /**
     * @param values what the place may hold; arrays and objects are passed over
     * @param anyNumber whether it may hold any number besides
     */
    WordTable(Collection<Word> values, boolean anyNumber) {
        this.anyNumber = anyNumber;
        Map<String, Word> byFoldedName = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Word value : values) {
            String folded = folded(value.name());
            Word other = byFoldedName.put(folded, value);
            if (other != null && !other.equals(value)) {
                ambiguous.add(folded);
            }
        }
        byFoldedName.keySet().removeAll(ambiguous);
        int slots = Integer.highestOneBit(Math.max(1, byFoldedName.size())) * 4;
        isEmpty = byFoldedName.isEmpty();
        words = new int[slots][];
        texts = new byte[slots][];
        byFoldedName.values().forEach(this::put);
    }

    /**
     * A value and what it is called.
     *
     * @param name what a bare word has to say
     * @param json the value as JSON text
     */
    record Word(String name, String json) {

        static Word of(JsonValue value) {
            String json = value.isNumber() ? value.asNumber().toPlainString() : value.canonical();
            return new Word(value.isNumber() ? json : value.asString(), json);
        }
    }

    private static String folded(String name) {
        int[] folded = name.strip().codePoints().map(WordTable::fold).toArray();
        return new String(folded, 0, folded.length);
    }

    private static int fold(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    private void put(Word word) {
        byte[] name = word.name().strip().getBytes(StandardCharsets.UTF_8);
        int slot = slot(hash(name, 0, name.length));
        while (words[slot] != null) {
            slot = (slot + 1) & (words.length - 1);
        }
        words[slot] = word.name().strip().codePoints().map(WordTable::fold).toArray();
        texts[slot] = word.json().getBytes(StandardCharsets.UTF_8);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & (words.length - 1);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i += CodePoints.length(text, i, to)) {
            hash = (hash ^ fold(CodePoints.at(text, i, to))) * 0x01000193;
        }
        return hash;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    byte @Nullable [] find(byte[] text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && Character.isWhitespace(text[begin])) {
            begin++;
        }
        while (begin < end && Character.isWhitespace(text[end - 1])) {
            end--;
        }
        if (anyNumber && beginsNumber(text, begin, end)) {
            return null;
        }
        int slot = slot(hash(text, begin, end));
        for (int[] word = words[slot]; word != null; word = words[slot]) {
            if (says(word, text, begin, end)) {
                return texts[slot];
            }
            slot = (slot + 1) & (words.length - 1);
        }
        return null;
    }

    private static boolean beginsNumber(byte[] text, int from, int to) {
        boolean signed = from + 1 < to && (text[from] == '-' || text[from] == '+' || text[from] == '.');
        int digit = signed ? from + 1 : from;
        return digit < to && isDigit(text[digit]);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean says(int[] word, byte[] text, int from, int to) {
        int p = from;
        for (int character : word) {
            if (p >= to || fold(CodePoints.at(text, p, to)) != character) {
                return false;
            }
            p += CodePoints.length(text, p, to);
        }
        return p == to;
    }
}
