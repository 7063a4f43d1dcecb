package dev.weir.loop;

import org.jspecify.annotations.Nullable;

/**
 * What counts as a loop of each kind.
 *
 * @param exact of repetition to the byte
 * @param near of repetition with other numbers, case or white space; null if it is not looked for
 * @param novelty of text that says nothing new; null if it is not looked for
 */
record LoopSettings(
        LoopThresholds exact,
        @Nullable NearThresholds near,
        @Nullable NoveltyThresholds novelty) {}
