package dev.weir.bench.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.batch.Batch;
import dev.weir.batch.ContentHash;
import dev.weir.batch.Elements;
import dev.weir.batch.MinHash;
import dev.weir.batch.Pattern;
import dev.weir.batch.PatternScan;
import dev.weir.batch.PatternSet;
import dev.weir.batch.SimHash;
import dev.weir.batch.Stage;
import dev.weir.bench.LogTraffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A stage to measure. */
enum Work {
    CONTENT_HASH("content hash") {
        @Override
        Stage<?> stage(Batch batch) {
            return new ContentHash();
        }
    },
    PATTERN_SCAN("1,000 patterns") {
        @Override
        Stage<?> stage(Batch batch) {
            return new PatternScan(PatternSet.of(patterns(batch), false), MAX_EVENTS);
        }
    },
    MIN_HASH_SHINGLES("MinHash-128, shingles") {
        @Override
        Stage<?> stage(Batch batch) {
            return new MinHash(Elements.SHINGLES, 16, 8);
        }
    },
    MIN_HASH_WORDS("MinHash-128, words") {
        @Override
        Stage<?> stage(Batch batch) {
            return new MinHash(Elements.WORDS, 16, 8);
        }
    },
    SIM_HASH_SHINGLES("SimHash-64, shingles") {
        @Override
        Stage<?> stage(Batch batch) {
            return new SimHash(Elements.SHINGLES, 4);
        }
    },
    SIM_HASH_WORDS("SimHash-64, words") {
        @Override
        Stage<?> stage(Batch batch) {
            return new SimHash(Elements.WORDS, 4);
        }
    };

    /** What the batch has, about: little enough for the second cache, for that is what a poll leaves there. */
    static final int BATCH_BYTES = 256 << 10;

    private static final int MAX_EVENTS = 10_000;
    private static final int PATTERNS = 1_000;
    private static final int SEED = 7;

    private final String label;

    Work(String label) {
        this.label = label;
    }

    /** The stage, for a batch of log lines. */
    abstract Stage<?> stage(Batch batch);

    String label() {
        return label;
    }

    /** Log lines of about 200 bytes. */
    static Batch lines() {
        Batch.Builder lines = new Batch.Builder();
        LogTraffic traffic = new LogTraffic(SEED);
        while (lines.size() < BATCH_BYTES) {
            byte[] line = traffic.next().value();
            lines.add(line, 0, line.length);
        }
        return lines.build();
    }

    /** One that a line in five has, in small letters, and pieces of lines with the last letter changed. */
    private static List<Pattern> patterns(Batch batch) {
        Random random = new Random(SEED);
        List<Pattern> patterns = new ArrayList<>();
        patterns.add(new Pattern("RETRY 3 OF 5".getBytes(US_ASCII), 0));
        for (int i = 1; i < PATTERNS; i++) {
            int length = 6 + random.nextInt(18);
            int at = random.nextInt(batch.size() - length);
            byte[] literal = Arrays.copyOfRange(batch.bytes(), at, at + length);
            literal[length - 1] = '#';
            patterns.add(new Pattern(literal, i % (Pattern.MAX_CATEGORY + 1)));
        }
        return patterns;
    }
}
