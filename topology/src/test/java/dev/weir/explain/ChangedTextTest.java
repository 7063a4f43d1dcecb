package dev.weir.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangedTextTest {

    @Test
    void shouldColourWhatDiffers() {
        ChangedText changed = ChangedText.of("the answer is 41, surely", "the answer is 42, surely", true);

        assertThat(changed.removed()).isEqualTo("- the answer is 4\u001b[31m1\u001b[0m, surely");
        assertThat(changed.added()).isEqualTo("+ the answer is 4\u001b[32m2\u001b[0m, surely");
        assertThat(ChangedText.added("new", true)).isEqualTo("+ \u001b[32mnew\u001b[0m");
        assertThat(ChangedText.removed("", true)).isEqualTo("- ");
    }

    @Test
    void shouldDoWithoutColours() {
        assertThat(ChangedText.of("a", "b", false).lines()).containsExactly("- a", "+ b");
        assertThat(ChangedText.removed("old", false)).isEqualTo("- old");
    }

    @Test
    void shouldLetNoTextCommandTheTerminal() {
        assertThat(ChangedText.of("a\u001b[2Jb\n", "a\tb\n", false).lines())
                .containsExactly("- a\u241b[2Jb\u240a", "+ a\u2409b\u240a");
    }

    @Test
    void shouldLeaveOutTheMiddleOfWhatIsLong() {
        String same = "x".repeat(1_000);

        assertThat(ChangedText.of(same + "1", same + "2", false).added())
                .isEqualTo("+ " + "x".repeat(30) + "..." + "x".repeat(30) + "2");
        assertThat(ChangedText.visible(same)).hasSize(403);
    }
}
