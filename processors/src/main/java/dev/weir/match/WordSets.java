package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.batch.Pattern;
import dev.weir.filter.OptionException;
import dev.weir.matching.LiteralAutomaton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The words that a configuration names, by category.
 *
 * @param categories their names, sorted
 * @param words all words
 */
record WordSets(List<String> categories, List<Word> words) {

    static final int MAX_CATEGORIES = Pattern.MAX_CATEGORY + 1;
    static final int MAX_WORDS = 100_000;
    static final int MAX_WORD_BYTES = 1 << 10;
    static final int MAX_NAME = 64;
    static final long MAX_TABLE_BYTES = 1L << 30;

    private static final int SHOWN_CHARACTERS = 40;
    private static final String SETS =
            "a map of categories and their words, such as {disk: [I/O error, no space left]}, or a" + " list of words";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * A word of a category.
     *
     * @param category the index of its name
     */
    record Word(String text, int category) {}

    /**
     * Reads the sets as JSON.
     *
     * @throws OptionException if that is not what the text is; says what is wrong with it
     */
    static WordSets read(String json) {
        Map<String, List<String>> sets = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            try {
                readSets(parser, json, sets);
            } catch (JsonProcessingException e) {
                JsonLocation place = parser.currentLocation();
                String problem = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                        ? "a category stands twice"
                        : "not JSON";
                throw wrong(json, problem + " at line " + place.getLineNr() + ", column " + place.getColumnNr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check(json, sets.size(), sets.values().stream().mapToInt(List::size).sum());
        List<String> names = List.copyOf(sets.keySet());
        List<Word> words = new ArrayList<>();
        sets.forEach((name, set) -> set.forEach(word -> words.add(new Word(word, names.indexOf(name)))));
        return new WordSets(names, words);
    }

    private static void check(String json, int categories, int words) {
        if (words == 0) {
            throw wrong(json, "there is no word in it");
        }
        if (categories > MAX_CATEGORIES) {
            throw wrong(json, "it has " + categories + " categories, and there may be " + MAX_CATEGORIES);
        }
        if (words > MAX_WORDS) {
            throw wrong(json, "it has " + words + " words, and there may be " + MAX_WORDS);
        }
    }

    private static void readSets(JsonParser parser, String json, Map<String, List<String>> sets) throws IOException {
        JsonToken begin = parser.nextToken();
        if (begin == JsonToken.START_ARRAY) {
            sets.put(Match.NAME, readList(parser, json, Match.NAME));
        } else if (begin == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                checkName(json, name);
                JsonToken value = parser.nextToken();
                sets.put(
                        name,
                        value == JsonToken.START_ARRAY
                                ? readList(parser, json, name)
                                : List.of(word(parser, json, name, 1)));
            }
        } else {
            throw wrong(json, null);
        }
        if (parser.nextToken() != null) {
            throw wrong(json, "something stands behind it");
        }
    }

    private static List<String> readList(JsonParser parser, String json, String category) throws IOException {
        List<String> words = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            words.add(word(parser, json, category, words.size() + 1));
        }
        return words;
    }

    /** A number is the word that it is written as. */
    private static String word(JsonParser parser, String json, String category, int number) throws IOException {
        JsonToken token = parser.currentToken();
        String problem = null;
        String text = "";
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            problem = "is not a text";
        } else {
            text = parser.getText();
            int bytes = text.getBytes(UTF_8).length;
            if (text.isBlank()) {
                problem = "is blank";
            } else if (bytes > MAX_WORD_BYTES) {
                problem = "has " + bytes + " bytes, and there may be " + MAX_WORD_BYTES;
            } else if (!new String(text.getBytes(UTF_8), UTF_8).equals(text)) {
                problem = "has half of a character";
            }
        }
        if (problem != null) {
            throw wrong(json, "word " + number + " of category '" + category + "' " + problem);
        }
        return text;
    }

    private static void checkName(String json, String name) {
        boolean good = !name.isBlank()
                && name.length() <= MAX_NAME
                && name.chars()
                        .noneMatch(c -> c == ',' || Character.isISOControl(c) || Character.isSurrogate((char) c));
        if (!good) {
            throw wrong(
                    json,
                    "'" + shown(name) + "' cannot name a category, which takes 1 to " + MAX_NAME
                            + " characters without a comma");
        }
    }

    /**
     * Checks that there is room for the words once they are compiled.
     *
     * @param heapBytes how much memory there is at most
     * @throws OptionException if not
     */
    void checkMemory(boolean caseCounts, boolean wholeWords, long heapBytes) {
        long bytes = LiteralAutomaton.tableBytes(literals(), caseCounts, wholeWords);
        if (bytes > MAX_TABLE_BYTES) {
            throw new OptionException(
                    Match.PATTERNS,
                    words.size() + " words",
                    "a set that can be compiled: its table would take " + (bytes >> 20) + " MiB, and "
                            + (MAX_TABLE_BYTES >> 20) + " are the most");
        }
        if (2 * bytes > heapBytes / 4 * 3) {
            throw new OptionException(
                    Match.PATTERNS,
                    words.size() + " words",
                    "a set that there is memory for: to compile it takes " + ((2 * bytes) >> 20) + " MiB, and Java has "
                            + (heapBytes >> 20) + " in all; -Xmx gives it more");
        }
    }

    /** The bytes of each word. */
    List<byte[]> literals() {
        return words.stream().map(word -> word.text.getBytes(UTF_8)).toList();
    }

    private static OptionException wrong(String json, @Nullable String problem) {
        return new OptionException(
                Match.PATTERNS,
                shown(json.strip().replaceAll("\\s+", " ")),
                SETS + (problem == null ? "" : "; " + problem));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "..";
    }
}
