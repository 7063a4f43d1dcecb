package dev.weir.explain;

/** A colour of terminals. */
enum Colour {
    RED(31),
    GREEN(32);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    /** The text in this colour; a text without a character stays one. */
    String paint(String text) {
        return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
