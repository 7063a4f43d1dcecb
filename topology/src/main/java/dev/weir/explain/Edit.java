package dev.weir.explain;

/**
 * A stretch of a text that became another one; either may be empty. All are numbers of symbols.
 *
 * @param from where it begins before
 * @param to where it ends before
 * @param afterFrom where it begins after
 * @param afterTo where it ends after
 */
record Edit(int from, int to, int afterFrom, int afterTo) {}
