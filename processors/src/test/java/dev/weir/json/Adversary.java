package dev.weir.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts that repairers choke on: a beginning, perhaps openers for half of the text, and then a piece again and again, or
 * pieces in a seeded mixture.
 */
final class Adversary {

    private static final String[] BEGINNINGS = {
        "",
        "[",
        "{",
        "[\"",
        "{\"",
        "{\"a\": \"",
        "{\"a\": ",
        "['",
        "[`",
        "[“",
        "[&quot;",
        "[x ",
        "{a: x ",
        "[\"\"\"",
        "```json\n["
    };
    private static final String[] OPENERS = {"[", "{\"a\":", "[{\"a\":", "(", "  [\n"};

    /** What the field's engines hang on, first, and then every token of JSON, of what is written instead, and of both. */
    private static final String[] PIECES = {
        "\\\"",
        "[",
        "{[",
        "\"",
        "\"a\" \"b\" ",
        "`",
        "```",
        "{\"a\":",
        "'",
        "“",
        "/*",
        "//",
        "&quot;",
        "\\u0022",
        "<think>",
        "\"key",
        "]}",
        "\"x, \"y\", ",
        "\" ",
        "' ",
        "'a",
        ",'a",
        "','a",
        "\",'a",
        "`,'a",
        "` ",
        "”",
        "” #",
        "\"\"",
        "\"\"\"",
        "'''",
        "&quot; #",
        "&",
        "{",
        "(",
        "[{",
        "{{",
        "[{\"a\":",
        "[\"a\":",
        "{\"a",
        "{a",
        "{a:",
        "f(",
        "f('",
        "}",
        "]",
        ")",
        "}]",
        "} ",
        "\n}",
        "\n]",
        "\n ]",
        "},\"a\":",
        "],1",
        "}1",
        "} x",
        "\"a\"\"b\"",
        "\"a\",",
        "\"a\": \"b\" ",
        "\"a\" 'b ",
        ", \"",
        "\"key: ",
        "key\": ",
        "{\"key\": \"value, ",
        "+\"a\"",
        "\"+",
        "\" + ",
        ",",
        ", ",
        ",\n",
        ";",
        ":",
        "::",
        "=",
        "=>",
        "x: ",
        "x:",
        "a ",
        "a,",
        "ab ",
        "1",
        "1,",
        "1 ",
        "1,23",
        "0x",
        "-",
        "+",
        "1e",
        "1_",
        "true ",
        "tr",
        "None,",
        "nan",
        " ",
        "\t",
        "\n",
        " \n",
        "\r\n",
        "\u00a0",
        "\u2009,",
        "\ufeff",
        "// \n",
        "*/",
        "/**/",
        "/* *",
        "#",
        "#\n",
        " #",
        ".",
        "...",
        "…",
        "..,",
        "```json\n",
        "```json\n{",
        "```\n",
        "</think>",
        "<think></think>",
        "<",
        "\\",
        "\\\\",
        "\\u",
        "\\u12",
        "\\ud83d",
        "\\n",
        "\\'",
        "\\x",
        "{\\\"",
        "{\\n",
        "é",
        "𝄞",
        "，",
        "：",
        "\u0000",
        "\"x\ny",
        "\"\n",
        "\"a\n\"",
        "\n\"",
        "\n'a",
        "{}",
        "[]",
        "[1]",
        "[1,",
        "{\"a\":1}",
        "{\"a\":1}\n",
        "1\n",
        "\"a\"\n",
        "[\"a\"] ",
        "{x} "
    };

    private static final int CLASSIC = 18;

    private final String name;
    private final byte[] beginning;
    private final byte[] opener;
    private final byte[][] pieces;
    private final long seed;

    private Adversary(String beginning, String opener, long seed, String... pieces) {
        this.name = (beginning + " " + opener + " " + String.join(" | ", pieces))
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
        this.opener = opener.getBytes(StandardCharsets.UTF_8);
        this.seed = seed;
        this.pieces = new byte[pieces.length][];
        for (int i = 0; i < pieces.length; i++) {
            this.pieces[i] = pieces[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What the field's engines hang on. */
    static List<Adversary> classics() {
        List<Adversary> all = new ArrayList<>();
        for (int i = 0; i < CLASSIC; i++) {
            all.add(new Adversary("", "", 0, PIECES[i]));
            all.add(new Adversary("[\"", "", 0, PIECES[i]));
        }
        return all;
    }

    /** Each piece behind each beginning and behind many openers. */
    static List<Adversary> all() {
        List<Adversary> all = new ArrayList<>();
        for (String piece : PIECES) {
            for (String beginning : BEGINNINGS) {
                all.add(new Adversary(beginning, "", 0, piece));
            }
            for (String opener : OPENERS) {
                all.add(new Adversary("", opener, 0, piece));
                all.add(new Adversary("{\"a\": ", opener, 0, piece));
            }
        }
        return all;
    }

    /** Up to six pieces each, in turn or in any order. */
    static List<Adversary> mixtures(int count) {
        List<Adversary> all = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            String[] some = new String[2 + random.nextInt(5)];
            for (int i = 0; i < some.length; i++) {
                some[i] = pick(random, PIECES);
            }
            String opener = random.nextInt(4) == 0 ? pick(random, OPENERS) : "";
            all.add(new Adversary(pick(random, BEGINNINGS), opener, seed, some));
        }
        return all;
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** The text cut off at so many bytes. */
    byte[] text(int size) {
        byte[] text = new byte[size];
        int length = put(text, 0, beginning);
        while (opener.length > 0 && length < size / 2) {
            length = put(text, length, opener);
        }
        Random random = new Random(seed);
        for (int i = 0; length < size; i++) {
            length = put(text, length, pieces[seed % 2 == 0 ? i % pieces.length : random.nextInt(pieces.length)]);
        }
        return text;
    }

    private static int put(byte[] text, int at, byte[] piece) {
        int length = Math.min(piece.length, text.length - at);
        System.arraycopy(piece, 0, text, at, length);
        return at + length;
    }

    @Override
    public String toString() {
        return name;
    }
}
