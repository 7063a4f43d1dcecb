package dev.weir.bench.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @EnumSource(TurnKind.class)
    void shouldGoRoundFromWhereItSays(TurnKind kind) {
        for (int number = 0; number < 6; number++) {
            Conversation conversation = Conversation.write(SEED, kind, number);
            List<Turn> turns = conversation.turns();

            assertThat(conversation).isEqualTo(Conversation.write(SEED, kind, number));
            assertThat(kind.loops()).isEqualTo(conversation.start() < turns.size());
            for (int i = conversation.start() + kind.cycle(); i < turns.size(); i++) {
                Turn before = turns.get(i - kind.cycle());
                assertThat(turns.get(i).tool()).isEqualTo(before.tool());
                if (kind != TurnKind.REWORDED_ARGUMENTS) {
                    assertThat(turns.get(i)).isEqualTo(before);
                }
            }
        }
    }

    /** Whatever the pipeline says of them, it has to take them. */
    @Test
    void shouldPassThroughThePipeline() throws IOException {
        try (TurnPipeline pipeline = new TurnPipeline()) {
            for (TurnKind kind : TurnKind.values()) {
                Conversation conversation = Conversation.write(SEED, kind, 0);
                pipeline.read(conversation);

                assertThat(pipeline.refused()).as(kind.label()).isZero();
                assertThat(pipeline.passed())
                        .as(kind.label())
                        .isEqualTo(conversation.turns().size());
            }
        }
    }

    @Test
    void shouldFindCyclesAsTheOtherRuleDoes() {
        CycleRule rule = new CycleRule();

        assertThat(rule.read(Conversation.write(SEED, TurnKind.SAME_TOOL_CALL, 0)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.at()).isEqualTo(5));
        assertThat(rule.read(Conversation.write(SEED, TurnKind.A_B_A_B, 0)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.at()).isEqualTo(10));
        assertThat(rule.read(Conversation.write(SEED, TurnKind.REWORDED_ARGUMENTS, 0)))
                .isEmpty();
        assertThat(rule.read(Conversation.write(SEED, TurnKind.READS_FILES, 0))).isEmpty();
    }
}
