package dev.weir.match;

import dev.weir.batch.PatternScan;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.match.Match.Action;
import org.jspecify.annotations.Nullable;

/** Opens filters that look for the same words. Thread-safe. */
public final class MatchFactory implements FilterFactory {

    /** The most places in a batch that are told of: lines beyond them that have words are scanned one by one. */
    private static final int MAX_EVENTS = 1 << 18;

    /** Compiles the words when they are needed first: a configuration is read more often than it is run. */
    private static final class Compiled {

        private final WordSets words;
        private final boolean caseCounts;
        private final boolean wholeWords;
        private @Nullable WordTable table;

        Compiled(WordSets words, boolean caseCounts, boolean wholeWords) {
            this.words = words;
            this.caseCounts = caseCounts;
            this.wholeWords = wholeWords;
        }

        synchronized WordTable table() {
            WordTable done = table;
            if (done == null) {
                done = WordTable.of(words, caseCounts, wholeWords);
                table = done;
            }
            return done;
        }
    }

    private final Compiled compiled;
    private final boolean wholeWords;
    private final Action action;
    private final PatternScanner ahead;

    MatchFactory(WordSets words, boolean caseCounts, boolean wholeWords, Action action) {
        this(new Compiled(words, caseCounts, wholeWords), wholeWords, action, PatternScanner.IGNORANT);
    }

    private MatchFactory(Compiled compiled, boolean wholeWords, Action action, PatternScanner ahead) {
        this.compiled = compiled;
        this.wholeWords = wholeWords;
        this.action = action;
        this.ahead = ahead;
    }

    /** The same factory, whose filters ask first what is known ahead of a document's text. */
    public MatchFactory asking(PatternScanner scanner) {
        return new MatchFactory(compiled, wholeWords, action, scanner);
    }

    /** What finds the words in many texts at once; always the same for one configuration. Compiles them. */
    public PatternScan stage() {
        return new PatternScan(compiled.table().set(), MAX_EVENTS);
    }

    @Override
    public void prepare() {
        compiled.table();
    }

    @Override
    public Filter open(Channel channel, boolean wholeDocument) {
        return new MatchFilter(compiled.table(), wholeWords, action, wholeDocument ? ahead : PatternScanner.IGNORANT);
    }
}
