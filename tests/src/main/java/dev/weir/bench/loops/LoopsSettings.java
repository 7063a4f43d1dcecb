package dev.weir.bench.loops;

import java.nio.file.Path;
import java.util.List;

/**
 * How much is read.
 *
 * @param seed decides all generated texts
 * @param textsOfEachKind how many texts with a loop, and how many conversations, are written of each kind
 * @param honestMegabytes how much text that repeats by right is generated, in millions of bytes
 * @param folders folders with real text that repeats by right
 * @param rivals whether the other rules read the same texts
 * @param alarmsShown how many alarms about honest text are told one by one, at most, for each kind and folder
 */
public record LoopsSettings(
        long seed, int textsOfEachKind, int honestMegabytes, List<Path> folders, boolean rivals, int alarmsShown) {

    public LoopsSettings {
        folders = List.copyOf(folders);
    }
}
