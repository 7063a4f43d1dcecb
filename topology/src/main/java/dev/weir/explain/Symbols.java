package dev.weir.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;

/** A text as the symbols that a person sees, each with its place in the bytes; a byte that is not UTF-8 is one too. */
final class Symbols {

    static final String ELLIPSIS = "...";

    private static final int REPLACEMENT = 0xFFFD;
    private static final int SYMBOLS_FOR_CONTROLS = 0x2400;
    private static final int SYMBOL_FOR_DELETE = 0x2421;

    private final int[] symbols;
    private final int[] offsets;

    private Symbols(int[] symbols, int[] offsets) {
        this.symbols = symbols;
        this.offsets = offsets;
    }

    static Symbols of(byte[] text, int length) {
        int[] symbols = new int[length];
        int[] offsets = new int[length + 1];
        int count = 0;
        for (int p = 0; p < length; count++) {
            int size = size(text[p]);
            int symbol = p + size <= length ? decode(text, p, size) : -1;
            offsets[count] = p;
            symbols[count] = symbol < 0 ? -1 - (text[p] & 0xFF) : symbol;
            p += symbol < 0 ? 1 : size;
        }
        offsets[count] = length;
        return new Symbols(Arrays.copyOf(symbols, count), Arrays.copyOf(offsets, count + 1));
    }

    private static int size(byte lead) {
        int b = lead & 0xFF;
        return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    }

    /** The character of those bytes; negative if they are none. */
    private static int decode(byte[] text, int p, int size) {
        if (size == 1) {
            return text[p];
        }
        String character = new String(text, p, size, UTF_8);
        int symbol = character.codePointAt(0);
        boolean replaced = symbol == REPLACEMENT && (text[p] != (byte) 0xEF || text[p + 1] != (byte) 0xBF);
        return replaced || character.codePointCount(0, character.length()) != 1 ? -1 : symbol;
    }

    int count() {
        return symbols.length;
    }

    /** The symbols; not a copy. A byte that is not UTF-8 is negative. */
    int[] all() {
        return symbols;
    }

    /** Where a symbol begins, in bytes; of the one behind the last where the text ends. */
    int offset(int symbol) {
        return offsets[symbol];
    }

    /** The symbol that has a byte in it; the one behind the last for a byte behind the text. */
    int at(long offset) {
        if (offset >= offsets[symbols.length]) {
            return symbols.length;
        }
        int found = Arrays.binarySearch(offsets, (int) offset);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * A stretch of the text with everything that a terminal would obey, or not show, made visible: a control as its
     * picture, and odd spaces, format characters and bytes that are not UTF-8 by number.
     */
    String visible(int from, int to) {
        StringBuilder shown = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            int symbol = symbols[i];
            if (symbol < 0) {
                shown.append(numbered(-1 - symbol));
            } else if (symbol < ' ') {
                shown.appendCodePoint(SYMBOLS_FOR_CONTROLS + symbol);
            } else if (symbol == 0x7F) {
                shown.appendCodePoint(SYMBOL_FOR_DELETE);
            } else if (symbol == ' ' || isPlain(symbol)) {
                shown.appendCodePoint(symbol);
            } else {
                shown.append(numbered(symbol));
            }
        }
        return shown.toString();
    }

    /** As {@link #visible}, but where there are more than {@code most} symbols without those in the middle. */
    String shortened(int from, int to, int most) {
        return to - from <= most
                ? visible(from, to)
                : visible(from, from + most / 2) + ELLIPSIS + visible(to - most / 2, to);
    }

    private static String numbered(int number) {
        return "\u27E6" + String.format(Locale.ROOT, "%02X", number) + "\u27E7";
    }

    private static boolean isPlain(int symbol) {
        return switch (Character.getType(symbol)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
