package dev.weir.bench.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.match.Match;
import dev.weir.match.MatchFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ahocorasick.trie.Trie;

/** Says whether a line has one of some words: as a whole, in any case. */
interface WordFinder {

    boolean isIn(byte[] line);

    /** Who finds. */
    enum Engine {
        WEIR {
            @Override
            WordFinder finder(List<String> words) {
                MatchFactory factory = factory(words);
                Seen seen = new Seen();
                return line -> {
                    seen.flagged = false;
                    Filter filter = factory.open(Channel.CONTENT, true);
                    filter.accept(line, 0, line.length, seen);
                    filter.finish(seen);
                    return seen.flagged;
                };
            }
        },
        /** The library org.ahocorasick. */
        TRIE {
            @Override
            WordFinder finder(List<String> words) {
                Trie trie = Trie.builder()
                        .ignoreCase()
                        .onlyWholeWords()
                        .addKeywords(words)
                        .build();
                return line -> trie.containsMatch(new String(line, UTF_8));
            }
        },
        /** One expression with all words as alternatives. */
        REGEX {
            @Override
            WordFinder finder(List<String> words) {
                Pattern pattern = Pattern.compile(
                        words.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                        Pattern.CASE_INSENSITIVE);
                return line -> pattern.matcher(new String(line, UTF_8)).find();
            }
        };

        abstract WordFinder finder(List<String> words);
    }

    /** A factory of the filter that looks for some words. */
    static MatchFactory factory(List<String> words) {
        Match type = new Match();
        String json = words.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return type.configure(new OptionValues(type.options(), Map.of("patterns", json)));
    }

    /** Notes whether the filter flagged anything. */
    final class Seen implements FilterOutput {

        private boolean flagged;

        @Override
        public void text(byte[] text, int offset, int length) {}

        @Override
        public void thinking(byte[] text, int offset, int length) {}

        @Override
        public void flag(String flag) {
            flagged = true;
        }

        @Override
        public void alert(Alert alert) {}

        @Override
        public void report(Report report) {}
    }
}
