package dev.weir.loop;

/** What a repeated unit looks like: honest text repeats some sorts of text more than others. */
enum UnitLook {
    /** Prose, or lines much like it. */
    WORDS,
    /** Many symbols: source code, markup, structured data. */
    CODE,
    /** Many digits, or times and dates: logs, tables of measurements. */
    DATA,
    /** Hardly any letters: rulers, zeros, empty cells. */
    FILL
}
