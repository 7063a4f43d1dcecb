package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.batch.Pattern;
import dev.weir.batch.PatternSet;
import dev.weir.matching.LiteralAutomaton;
import java.util.List;

/**
 * Words, compiled, and what is to be said of each. A word's id is its index in the list; of words that are one to the automaton
 * the first stands for all, with the categories of all. Immutable and thread-safe.
 */
final class WordTable {

    private final PatternSet set;
    private final LiteralAutomaton automaton;
    private final List<String> names;
    private final String[] texts;
    private final long[] categories;
    private final boolean[] beginsInWord;
    private final boolean[] endsInWord;

    private WordTable(WordSets words, boolean caseCounts, boolean wholeWords) {
        List<WordSets.Word> list = words.words();
        List<Pattern> patterns = list.stream()
                .map(word -> new Pattern(word.text().getBytes(UTF_8), word.category()))
                .toList();
        set = wholeWords ? PatternSet.atWordStarts(patterns, caseCounts) : PatternSet.of(patterns, caseCounts);
        automaton = set.automaton();
        names = words.categories();
        texts = list.stream().map(WordSets.Word::text).toArray(String[]::new);
        categories = new long[texts.length];
        beginsInWord = new boolean[texts.length];
        endsInWord = new boolean[texts.length];
        for (int id = 0; id < texts.length; id++) {
            String text = texts[id];
            categories[automaton.match(stateAfter(LiteralAutomaton.ROOT, text.getBytes(UTF_8)))] |=
                    1L << list.get(id).category();
            beginsInWord[id] = WordCharacters.isWord(text.codePointAt(0));
            endsInWord[id] = WordCharacters.isWord(text.codePointBefore(text.length()));
        }
    }

    /** Compiles words; where they have to be whole, some that begin inside a word are not even looked at. */
    static WordTable of(WordSets words, boolean caseCounts, boolean wholeWords) {
        return new WordTable(words, caseCounts, wholeWords);
    }

    /** The patterns, for who scans many texts at once. */
    PatternSet set() {
        return set;
    }

    LiteralAutomaton automaton() {
        return automaton;
    }

    /** The state that the automaton is in once it has read some bytes. */
    int stateAfter(int begin, byte[] text) {
        int state = begin;
        for (byte b : text) {
            state = automaton.next(state, b);
        }
        return state;
    }

    /** The categories' names, sorted; a category's bit is its index here. */
    List<String> names() {
        return names;
    }

    /** A bit for each category that a word is of. */
    long categories(int id) {
        return categories[id];
    }

    /** A word as it was written. */
    String text(int id) {
        return texts[id];
    }

    /** Whether a word begins with a character that words are made of. */
    boolean beginsInWord(int id) {
        return beginsInWord[id];
    }

    /** Whether a word ends with a character that words are made of. */
    boolean endsInWord(int id) {
        return endsInWord[id];
    }
}
