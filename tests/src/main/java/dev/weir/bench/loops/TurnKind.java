package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The kinds of conversations: those that go round in circles, and those that only look alike. */
enum TurnKind {
    SAME_TOOL_CALL(1, random -> cycle(random, 1)),
    SAME_MESSAGE(1, random -> repeated(List.of(TurnTexts.message(random)))),
    REWORDED_ARGUMENTS(1, random -> TurnTexts.reworded(random, TurnKind.REPEATS)),
    A_B_A_B(2, random -> cycle(random, 2)),
    CALL_AND_MESSAGE(2, random -> repeated(List.of(TurnTexts.read(random), TurnTexts.message(random)))),
    CYCLE_OF_3(3, random -> cycle(random, 3)),
    CYCLE_OF_4(4, random -> cycle(random, 4)),
    CYCLE_OF_6(6, random -> cycle(random, 6)),

    READS_FILES(0, random -> several(random, () -> TurnTexts.read(random))),
    WORKS_ON(0, random -> several(random, () -> TurnTexts.any(random))),
    EDITS_AND_TESTS(0, TurnKind::editsAndTests),
    PAGES_THROUGH(0, TurnKind::pages),
    SHORT_ANSWERS(0, TurnKind::shortAnswers),
    TRIES_TWICE(0, TurnKind::triesTwice);

    private static final int REPEATS = 8;
    private static final int LEAST_HONEST_TURNS = 10;

    private final int cycle;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Function<Random, List<Turn>> turns;

    TurnKind(int cycle, Function<Random, List<Turn>> turns) {
        this.cycle = cycle;
        this.turns = turns;
    }

    List<Turn> write(Random random) {
        return turns.apply(random);
    }

    boolean loops() {
        return cycle > 0;
    }

    /** After how many turns it begins anew; 0 if it never does. */
    int cycle() {
        return cycle;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<Turn> cycle(Random random, int length) {
        List<Turn> once = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            once.add(i % 2 == 0 ? TurnTexts.read(random) : TurnTexts.edit(random));
        }
        return repeated(once);
    }

    private static List<Turn> repeated(List<Turn> once) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            turns.addAll(once);
        }
        return turns;
    }

    private static List<Turn> several(Random random, Supplier<Turn> next) {
        List<Turn> turns = new ArrayList<>();
        for (int i = LEAST_HONEST_TURNS + random.nextInt(30); i > 0; i--) {
            turns.add(next.get());
        }
        return turns;
    }

    /** The tests are the same call every time; what was changed before is not. */
    private static List<Turn> editsAndTests(Random random) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 4 + random.nextInt(8); i > 0; i--) {
            for (int edit = 1 + random.nextInt(3); edit > 0; edit--) {
                turns.add(TurnTexts.edit(random));
            }
            turns.add(TurnTexts.test());
        }
        return turns;
    }

    private static List<Turn> pages(Random random) {
        String path = TurnTexts.path(random);
        List<Turn> turns = new ArrayList<>();
        for (int page = 1; page <= LEAST_HONEST_TURNS + random.nextInt(20); page++) {
            turns.add(new Turn("read_file", "{\"path\": \"" + path + "\", \"offset\": " + 200 * page + "}"));
        }
        return turns;
    }

    /** People ask for one thing after another, and most answers are short. */
    private static List<Turn> shortAnswers(Random random) {
        String[] answers = {"Done.", "OK.", "Yes.", "You're welcome!", "I have changed the file as you asked."};
        return several(
                random,
                () -> random.nextInt(4) == 0
                        ? Turn.says(Vocabulary.any(random, answers))
                        : random.nextBoolean() ? TurnTexts.message(random) : TurnTexts.edit(random));
    }

    private static List<Turn> triesTwice(Random random) {
        List<Turn> turns = new ArrayList<>();
        for (int i = LEAST_HONEST_TURNS; i > 0; i--) {
            Turn turn = TurnTexts.any(random);
            turns.add(turn);
            if (turn.isToolCall() && random.nextInt(4) == 0) {
                turns.add(turn);
            }
        }
        return turns;
    }
}
