package dev.weir.bench.loops;

/** How sure an alarm is. */
enum Level {
    /** A person should look. */
    WARN,
    /** The generation can be cancelled. */
    STOP
}
