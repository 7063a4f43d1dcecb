package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The kinds of texts that loop within one response. */
enum PositiveKind {
    PERIOD_1(random -> ExactUnits.random(random, 1, 1)),
    PERIOD_2_TO_7(random -> ExactUnits.random(random, 2, 7)),
    PERIOD_8_TO_15(random -> ExactUnits.random(random, 8, 15)),
    PERIOD_16_TO_31(random -> ExactUnits.random(random, 16, 31)),
    PERIOD_32_TO_63(random -> ExactUnits.random(random, 32, 63)),
    PERIOD_64_TO_127(random -> ExactUnits.random(random, 64, 127)),
    PERIOD_128_TO_255(random -> ExactUnits.random(random, 128, 255)),
    PERIOD_256_TO_511(random -> ExactUnits.random(random, 256, 511)),
    PERIOD_512_TO_1023(random -> ExactUnits.random(random, 512, 1_023)),
    PERIOD_1024_TO_2000(random -> ExactUnits.random(random, 1_024, 2_000)),
    CHARACTERS(ExactUnits::character),
    WORD(ExactUnits::word),
    PHRASE(ExactUnits::phrase),
    SENTENCE(ExactUnits::sentence),
    PARAGRAPH(ExactUnits::paragraph),
    BULLET(ExactUnits::bullet),
    CODE(ExactUnits::code),
    CODE_BLOCK(ExactUnits::codeBlock),
    JSON_OBJECT(ExactUnits::jsonObject),
    TABLE_ROW(ExactUnits::tableRow),
    CHINESE(ExactUnits::chinese),
    GERMAN_OR_RUSSIAN(ExactUnits::accented),
    EMOJI(ExactUnits::emoji),
    SEPARATOR(ExactUnits::separator),
    WHITE_SPACE(ExactUnits::blank),

    COUNTED_SENTENCE(Family.NEAR, NearTexts::countedSentence),
    COUNTED_ITEM(Family.NEAR, NearTexts::countedItem),
    COUNTED_PARAGRAPH(Family.NEAR, NearTexts::countedParagraph),
    COUNTED_OBJECTS(Family.NEAR, NearTexts::objects),
    CHANGING_NUMBERS(Family.NEAR, NearTexts::numbers),
    TIMESTAMPS(Family.NEAR, NearTexts::timestamps),
    CHANGING_WHITE_SPACE(Family.NEAR, NearTexts::whiteSpace),
    CHANGING_CASE(Family.NEAR, NearTexts::letterCase),

    SHUFFLED_SENTENCES(Family.NOVELTY, NoveltyTexts::shuffled),
    DRIFT_OF_6_PERCENT(Family.NOVELTY, NoveltyTexts::drift),
    PARAPHRASED(Family.NOVELTY, NoveltyTexts::paraphrased),
    CIRCULAR_REASONING(Family.NOVELTY, NoveltyTexts::circular),
    FEW_WORDS(Family.NOVELTY, NoveltyTexts::fewWords);

    private static final int LEAST_EXACT_BYTES = 6_000;
    /** Honest ones go far as well, so it takes long to tell. */
    private static final int LEAST_RULER_BYTES = 24_000;

    private static final int LEAST_OTHER_BYTES = 16_000;
    private static final int LEAST_REPEATS = 8;

    private final Family family;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Function<Random, Looping> looping;

    /** The bytes of a loop and the length of its unit, the mean if it varies. */
    static final class Looping {
        final byte[] bytes;
        final int period;

        Looping(byte[] bytes, int period) {
            this.bytes = bytes;
            this.period = period;
        }
    }

    PositiveKind(Function<Random, byte[]> unit) {
        this.family = Family.EXACT;
        this.looping =
                random -> repeated(unit.apply(random), random, isRuler() ? LEAST_RULER_BYTES : LEAST_EXACT_BYTES);
    }

    PositiveKind(Family family, Function<Random, IntFunction<String>> repetition) {
        this.family = family;
        this.looping = random -> written(repetition.apply(random));
    }

    Family family() {
        return family;
    }

    Looping write(Random random) {
        return looping.apply(random);
    }

    /** Whether the period is known to a byte or so, and a start that differs is wrong. */
    boolean hasPeriod() {
        return family == Family.EXACT || family == Family.NEAR;
    }

    /** Lines and blanks: honest text has long ones, so they may be told later than others. */
    boolean isRuler() {
        return this == SEPARATOR || this == WHITE_SPACE;
    }

    boolean countsUp() {
        return this == COUNTED_SENTENCE || this == COUNTED_ITEM || this == COUNTED_PARAGRAPH;
    }

    boolean isShuffledOrDrifting() {
        return this == SHUFFLED_SENTENCES || this == DRIFT_OF_6_PERCENT;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Ends anywhere in the unit, as a token limit would. */
    private static Looping repeated(byte[] unit, Random random, int leastBytes) {
        int period = Periods.fundamental(unit);
        int length = Math.max(leastBytes, LEAST_REPEATS * period) + random.nextInt(period + 500);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = unit[i % period];
        }
        return new Looping(bytes, period);
    }

    private static Looping written(IntFunction<String> repetition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int repeats = 0;
        while (bytes.size() < LEAST_OTHER_BYTES || repeats < 2 * LEAST_REPEATS) {
            bytes.writeBytes(repetition.apply(repeats++).getBytes(UTF_8));
        }
        return new Looping(bytes.toByteArray(), Math.round((float) bytes.size() / repeats));
    }
}
