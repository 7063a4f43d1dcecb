package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a repair is the document that the damage was done to; the table says for which kinds. */
class DamageTest {

    private static final long SEED = 20_261_121;
    private static final int CASES = 100;

    /** What became of the cases of one kind. */
    private static final class Score {
        int right;
        int wrong;
        int refused;
        /** Mended otherwise when they stream. */
        int differing;

        final List<String> samples = new ArrayList<>();

        int cases() {
            return right + wrong + refused;
        }
    }

    @Test
    void shouldMendMostOfTheDamageRightAndLittleOfItWrong() {
        Supplier<Filter> filter = Json.filter(Channel.CONTENT, true, Map.of("scope", "whole"));
        StringBuilder table = new StringBuilder();
        Score total = new Score();
        for (Damage damage : Damage.values()) {
            String name = damage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            measure(filter, name, damage::apply, CASES, table, total);
        }
        measure(filter, "two at once", random -> Damage.combined(random, 2), 10 * CASES, table, total);
        measure(filter, "three at once", random -> Damage.combined(random, 3), 10 * CASES, table, total);
        double right = 100.0 * total.right / total.cases();
        double wrong = 100.0 * total.wrong / total.cases();
        System.out.printf(
                Locale.ROOT,
                "repair-json, seed %d: right, wrong and refused of %d cases of each kind of damage%n%s"
                        + "right %.1f %%, wrong %.1f %%, refused %.1f %%; %.1f %% are mended otherwise as a stream%n",
                SEED,
                CASES,
                table,
                right,
                wrong,
                100 - right - wrong,
                100.0 * total.differing / total.cases());
        assertThat(right).as("right, in per cent").isGreaterThan(95);
        assertThat(wrong).as("wrong, in per cent").isLessThan(3);
    }

    private static void measure(
            Supplier<Filter> filter,
            String name,
            Function<Random, Damage.@Nullable Case> damage,
            int cases,
            StringBuilder table,
            Score total) {
        Score score = new Score();
        Random random = new Random(SEED + name.hashCode());
        for (int i = 0; i < cases; i++) {
            Damage.Case one = damage.apply(random);
            if (one != null) {
                DamageCorpus.add(name, one);
                judge(filter, one, score);
            }
        }
        assertThat(score.cases()).as(name + " was done").isPositive();
        boolean samples = Boolean.getBoolean("weir.json.samples");
        table.append(String.format(Locale.ROOT, "%-32s %4d %4d %4d%n", name, score.right, score.wrong, score.refused));
        if (samples) {
            score.samples.stream()
                    .limit(12)
                    .forEach(sample -> table.append("    ").append(sample).append('\n'));
        }
        total.right += score.right;
        total.wrong += score.wrong;
        total.refused += score.refused;
        total.differing += score.differing;
    }

    /** Whether a stream of the same text comes out otherwise. */
    private static boolean differs(Damage.Case one, String whole) {
        Recording stream = Chunkings.whole(
                Json.filter(Channel.CONTENT, false, Map.of("scope", "whole")),
                one.damaged().getBytes(StandardCharsets.UTF_8));
        return !stream.text().equals(whole);
    }

    private static void judge(Supplier<Filter> filter, Damage.Case one, Score score) {
        String repaired;
        try {
            repaired = Chunkings.whole(filter, one.damaged().getBytes(StandardCharsets.UTF_8))
                    .text();
        } catch (RefusedException e) {
            score.refused++;
            score.samples.add("refused " + one.damaged().replace("\n", "\\n"));
            return;
        }
        score.differing += differs(one, repaired) ? 1 : 0;
        if (Json.canonical(repaired).equals(Json.canonical(one.original()))) {
            score.right++;
        } else {
            score.wrong++;
            score.samples.add(
                    "wrong " + one.damaged().replace("\n", "\\n") + "\n       -> " + repaired.replace("\n", "\\n"));
        }
    }
}
