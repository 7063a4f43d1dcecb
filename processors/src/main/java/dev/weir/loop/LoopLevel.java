package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/** How sure a loop is. */
enum LoopLevel {
    /** Honest text may look like it: worth a look. */
    WARN(1, "warn"),
    /** A model that does this has run away: worth a cancel. */
    STOP(2, "stop");

    private final int code;
    private final String word;

    LoopLevel(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** What alerts call it. */
    String word() {
        return word;
    }

    /** Writes a level, or that there is none. */
    static void save(@Nullable LoopLevel level, StateWriter state) {
        state.writeByte(level == null ? 0 : level.code);
    }

    /** Reads what {@link #save} wrote. */
    static @Nullable LoopLevel restored(StateReader state) {
        int code = state.readByte();
        for (LoopLevel level : values()) {
            if (level.code == code) {
                return level;
            }
        }
        if (code != 0) {
            throw new MalformedStateException("state has a loop of level " + code);
        }
        return null;
    }
}
