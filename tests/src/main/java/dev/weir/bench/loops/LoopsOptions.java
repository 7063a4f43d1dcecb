package dev.weir.bench.loops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the command line that say how much the benchmark of detect-loops reads. */
public final class LoopsOptions {

    @Option(
            names = "--texts",
            paramLabel = "DIR",
            arity = "1..*",
            description = "detect-loops: folders with real text that repeats by right, such as checkouts; deduplicate:"
                    + " folders with logs that are labelled as loghub's are.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "40",
            description =
                    "detect-loops: texts with a loop, and conversations, of each kind. Default: ${DEFAULT-VALUE}.")
    private int each;

    @Option(
            names = "--honest-mb",
            paramLabel = "N",
            defaultValue = "52",
            description = "detect-loops: generated text that repeats by right, in MB. Default: ${DEFAULT-VALUE}.")
    private int honestMegabytes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "detect-loops: decides all generated texts. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--no-rivals",
            description = "detect-loops: leaves out the other rules, which take most of the time.")
    private boolean withoutRivals;

    @Option(
            names = "--alarms",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "detect-loops: so many alarms of each kind of honest text are told one by one. Default: ${DEFAULT-VALUE}.")
    private int alarms;

    @Option(
            names = "--cost",
            description = "detect-loops: what it costs instead, in time and in memory; deduplicate: what masking and"
                    + " hashing costs, with --texts on logs.")
    private boolean cost;

    /** Whether the cost is asked for instead of the quality. */
    public boolean cost() {
        return cost;
    }

    /** The folders with text. */
    public List<Path> folders() {
        return List.copyOf(folders);
    }

    /** Those of the folders that are none. */
    public List<Path> missingFolders() {
        return folders.stream().filter(folder -> !Files.isDirectory(folder)).toList();
    }

    /** What is to be read. */
    public LoopsSettings settings() {
        return new LoopsSettings(seed, each, honestMegabytes, folders, !withoutRivals, alarms);
    }
}
