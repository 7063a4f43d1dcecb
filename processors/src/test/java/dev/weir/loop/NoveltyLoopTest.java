package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prose that says nothing new, in whatever order. */
class NoveltyLoopTest {

    private static final int TEXTS = 100;

    /** What loops, after so many bytes of honest prose. */
    private static String shuffled(Random random, int before, int length) {
        List<String> sentences = Stream.generate(() -> sentence(random))
                .limit(4 + random.nextInt(9))
                .toList();
        StringBuilder text = new StringBuilder(before == 0 ? "" : LoopTexts.prose(random, before));
        int end = text.length() + length;
        while (text.length() < end) {
            text.append(sentences.get(random.nextInt(sentences.size())));
        }
        return text.toString();
    }

    private static String sentence(Random random) {
        StringBuilder sentence = new StringBuilder("The");
        for (int i = 6 + random.nextInt(10); i > 0; i--) {
            sentence.append(' ').append(LoopTexts.word(random));
        }
        return sentence.append(". ").toString();
    }

    /** Each repetition of some sentences changes 6 % of the words, for good or for once. */
    private static String drifting(Random random, int before, int length, boolean forGood) {
        String[] words = Stream.generate(() -> sentence(random))
                .limit(2 + random.nextInt(8))
                .reduce("", String::concat)
                .split(" ", -1);
        StringBuilder text = new StringBuilder(before == 0 ? "" : LoopTexts.prose(random, before));
        int end = text.length() + length;
        while (text.length() < end) {
            for (int i = 0; i < words.length; i++) {
                String word = random.nextInt(100) < 6 ? LoopTexts.word(random) : words[i];
                words[i] = forGood ? word : words[i];
                text.append(word).append(' ');
            }
        }
        return text.toString();
    }

    private static Recording run(String text) {
        return Chunkings.whole(DetectLoopsTest.filter(), LoopTexts.bytes(text));
    }

    @Test
    void shouldWarnOfShuffledSentences() {
        int warned = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            warned += isToldOf(shuffled(new Random(seed), 3_000, 7_000), 3_000) ? 1 : 0;
        }
        assertThat(warned).isGreaterThanOrEqualTo(95);
    }

    @Test
    void shouldWarnOfTextThatDrifts() {
        int warned = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            warned += isToldOf(drifting(new Random(seed), 3_000, 7_000, seed % 2 == 0), 3_000) ? 1 : 0;
        }
        assertThat(warned).isGreaterThanOrEqualTo(95);
    }

    private static boolean isToldOf(String text, int start) {
        return run(text).alerts().stream()
                .anyMatch(alert -> alert.kind().equals("novelty")
                        && Objects.equals(alert.details().get("level"), "warn")
                        && alert.offset() > start - 700
                        && alert.offset() < start + 1_500);
    }

    @Test
    void shouldLetHonestProsePass() {
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            while (text.length() < 20_000) {
                text.append(sentence(random));
            }
            assertThat(run(text.toString()).alerts()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void shouldLetAChapterThatIsQuotedOncePass() {
        String chapter = LoopTexts.prose(new Random(8), 1_800);

        assertThat(run(chapter + "\n\nOnce more:\n\n" + chapter).alerts()).isEmpty();
    }

    @Test
    void shouldLetSourceCodePassWhateverItRepeats() {
        Random random = new Random(4);
        StringBuilder code = new StringBuilder();
        String[] statements = {
            "        checkNotNull(request.header(), \"header\");\n",
            "        this.handler = Objects.requireNonNull(handler);\n",
            "        return response.withStatus(HttpStatus.OK);\n",
            "    }\n\n    @Override\n    public void handle(Request request) {\n"
        };
        for (int i = 0; i < 300; i++) {
            code.append(statements[random.nextInt(statements.length)]);
        }
        assertThat(run(code.toString()).alerts()).isEmpty();
    }

    @Test
    void shouldDecideAlikeHoweverTheTextIsCut() {
        String text = shuffled(new Random(7), 400, 4_000) + LoopTexts.prose(new Random(8), 3_000);

        Recording recording = Chunkings.checkAll(DetectLoopsTest.filter(), LoopTexts.bytes(text), 7);

        assertThat(recording.alerts()).extracting(Alert::kind).containsExactly("novelty", "novelty");
        assertThat(recording.flags()).containsExactly("loop-suspected");
    }

    @Test
    void shouldDecideAlikeHoweverProseWithTablesIsCut() {
        Random random = new Random(11);
        List<String> sentences =
                Stream.generate(() -> sentence(random)).limit(4).toList();
        StringBuilder text = new StringBuilder();
        while (text.length() < 9_000) {
            for (int i = 12 + random.nextInt(12); i > 0; i--) {
                text.append(sentences.get(random.nextInt(sentences.size())));
            }
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append("| ").append(sentences.get(0), 0, 16).append(" | ").append(random.nextLong() >>> 1);
            }
        }

        Recording recording = Chunkings.checkAll(DetectLoopsTest.filter(), LoopTexts.bytes(text.toString()), 7);

        assertThat(recording.alerts()).extracting(Alert::kind).contains("novelty");
    }

    @Test
    void shouldTellTheMeanDistanceAsThePeriod() {
        Random random = new Random(2);
        List<String> sentences =
                new ArrayList<>(Stream.generate(() -> sentence(random)).limit(8).toList());
        int length = sentences.stream()
                .mapToInt(sentence -> LoopTexts.bytes(sentence).length)
                .sum();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            Collections.shuffle(sentences, random);
            sentences.forEach(text::append);
        }

        Alert alert = run(text.toString()).alerts().get(0);

        assertThat((Long) alert.details().get("period")).isBetween(length * 7L / 10, length * 13L / 10);
    }

    @Test
    void shouldDemandLessOfThinkingThatGoesRoundInCircles() {
        String[] doubts = {"Wait, let me check %s again. ", "Hmm, but then %s would not hold. "};
        int content = 0;
        int thinking = 0;
        int sound = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            List<String> sentences =
                    Stream.generate(() -> sentence(random)).limit(9).toList();
            StringBuilder circles = new StringBuilder();
            StringBuilder progress = new StringBuilder();
            while (circles.length() < 8_000) {
                String doubt = doubts[random.nextInt(2)].formatted(LoopTexts.word(random));
                boolean more = random.nextInt(100) < 52;
                circles.append(doubt).append(sentences.get(random.nextInt(9))).append(more ? sentence(random) : "");
                progress.append(doubt).append(sentence(random)).append(sentence(random));
            }
            content += isTold(Channel.CONTENT, circles) ? 1 : 0;
            thinking += isTold(Channel.THINKING, circles) ? 1 : 0;
            sound += isTold(Channel.THINKING, progress) ? 1 : 0;
        }
        assertThat(thinking).isGreaterThan(content + 30);
        assertThat(sound).isZero();
    }

    private static boolean isTold(Channel channel, CharSequence text) {
        DetectLoops type = new DetectLoops();
        FilterFactory factory = type.configure(OptionValues.defaults(type.options()));
        Supplier<Filter> open = () -> Objects.requireNonNull(factory.open(channel, false));
        return !Chunkings.whole(open, LoopTexts.bytes(text.toString())).alerts().isEmpty();
    }
}
