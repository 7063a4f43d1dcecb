package dev.weir.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SymbolsTest {

    @Test
    void shouldCountCharactersAndKnowTheirBytes() {
        Symbols text = of("a\u00e9\u20ac\ud83d\ude00!".getBytes(UTF_8));

        assertThat(text.count()).isEqualTo(5);
        assertThat(text.visible(1, 4)).isEqualTo("\u00e9\u20ac\ud83d\ude00");
        assertThat(new int[] {text.offset(0), text.offset(1), text.offset(2), text.offset(3), text.offset(5)})
                .containsExactly(0, 1, 3, 6, 11);
        assertThat(new int[] {text.at(0), text.at(1), text.at(2), text.at(9), text.at(10), text.at(11), text.at(99)})
                .containsExactly(0, 1, 1, 3, 4, 5, 5);
    }

    @Test
    void shouldShowWhatATerminalWouldObeyOrHide() {
        assertThat(shown("a\n\t\u001b[31m\u007f\u0085".getBytes(UTF_8)))
                .isEqualTo("a\u240a\u2409\u241b[31m\u2421\u27e685\u27e7");
        assertThat(shown("\ufeff\u200b\u202e\u00a0\u3000".getBytes(UTF_8)))
                .isEqualTo("\u27e6FEFF\u27e7\u27e6200B\u27e7\u27e6202E\u27e7\u27e6A0\u27e7\u27e63000\u27e7");
    }

    @Test
    void shouldShowEachByteThatIsNotUtf8() {
        assertThat(shown("caf\u00e9!".getBytes(ISO_8859_1))).isEqualTo("caf\u27e6E9\u27e7!");
        assertThat(shown(new byte[] {(byte) 0x80, 'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98}))
                .isEqualTo("\u27e680\u27e7a\u27e6F0\u27e7\u27e69F\u27e7\u27e698\u27e7");
        assertThat(shown("\ufffd".getBytes(UTF_8))).isEqualTo("\ufffd");
    }

    private static String shown(byte[] text) {
        Symbols symbols = of(text);
        return symbols.visible(0, symbols.count());
    }

    private static Symbols of(byte[] text) {
        return Symbols.of(text, text.length);
    }
}
