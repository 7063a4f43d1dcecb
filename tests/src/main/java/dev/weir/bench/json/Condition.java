package dev.weir.bench.json;

import java.util.Locale;

/** What state a document is in. */
enum Condition {
    /** As JSON has it. */
    VALID,
    /** One random damage about every 250 bytes, and the last closers missing. */
    DAMAGED,
    /** As Python and JavaScript would have it: single quotes, bare keys, None, and a comma before each closer. */
    HEAVY;

    /** The name in tables and files. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
