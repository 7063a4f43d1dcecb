package dev.weir.demo;

/** How text is set off: by colours on a terminal that wants them, else not at all. */
public final class Style {

    private final boolean coloured;
    private final int columns;

    /**
     * @param coloured whether to use colours and lines that rewrite themselves
     * @param columns how wide a line may be
     */
    public Style(boolean coloured, int columns) {
        this.coloured = coloured;
        this.columns = Math.max(60, Math.min(160, columns));
    }

    boolean coloured() {
        return coloured;
    }

    int columns() {
        return columns;
    }

    String bold(String text) {
        return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    String faint(String text) {
        return coloured ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    String bad(String text) {
        return coloured ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    String good(String text) {
        return coloured ? "\u001b[32m" + text + "\u001b[0m" : text;
    }
}
