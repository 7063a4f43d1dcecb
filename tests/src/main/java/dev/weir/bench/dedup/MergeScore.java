package dev.weir.bench.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.batch.BatchListener;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Router;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.Deduplicator;
import dev.weir.dedup.LineFingerprints;
import dev.weir.dedup.NearLookahead;
import dev.weir.dedup.near.BandSource;
import dev.weir.dedup.near.Banding;
import dev.weir.dedup.near.NearDuplicates;
import dev.weir.logline.LogLine;
import dev.weir.logline.LogLines;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of one log.
 *
 * @param lines how many lines it has
 * @param templates how many different labels they have
 * @param distinct how many lines are different to the letter
 * @param keys how many kinds of line {@code deduplicate} tells
 * @param messageKeys how many kinds it tells if it sees the messages only
 * @param falseMerges how many of these kinds have lines with different labels
 * @param lost how many labels have no line of their own that would pass
 * @param codesMerged how many kinds have lines with different status codes or error numbers
 * @param nearKeys how many lines pass if those with nine words in ten in common count as repeats
 * @param nearLost how many labels have no line that would pass then
 */
record MergeScore(
        String name,
        int lines,
        int templates,
        int distinct,
        int keys,
        int messageKeys,
        int falseMerges,
        int lost,
        int codesMerged,
        int nearKeys,
        int nearLost) {

    private static final double SIMILARITY = 0.9;
    private static final long WINDOW_MS = 3_600_000;
    private static final int MAX_KEYS = 1_000_000;
    /** Found by other means than the filter's: an expression over the text. */
    private static final Pattern CODE = Pattern.compile(
            "(?i)(?<![a-z])(?:status|code|errno|http|error|err|rc|signal|sqlstate)(?:[ =:#(\\[\"']{1,3})(\\d{1,6})(?![\\d:.,/-]*\\d)");

    static MergeScore of(LabelledLog log) {
        Map<String, Set<String>> templatesOfKeys = new HashMap<>();
        Map<String, Set<String>> codesOfKeys = new HashMap<>();
        Set<String> keys = new HashSet<>();
        Set<String> distinct = new HashSet<>();
        Set<String> templates = new HashSet<>();
        Set<String> passed = new HashSet<>();
        Reader whole = new Reader();
        Reader messages = new Reader();
        for (LabelledLog.Line line : log.lines()) {
            distinct.add(line.whole());
            templates.add(line.template());
            keys.add(whole.key(line.whole()));
            String key = messages.key(line.message());
            Set<String> labels = templatesOfKeys.computeIfAbsent(key, unused -> new HashSet<>());
            if (labels.isEmpty()) {
                passed.add(line.template());
            }
            labels.add(line.template());
            codesOfKeys.computeIfAbsent(key, unused -> new HashSet<>()).add(codes(line.message()));
        }
        Set<String> nearPassed = new HashSet<>();
        int nearKeys = near(log.lines(), nearPassed);
        return new MergeScore(
                log.name(),
                log.lines().size(),
                templates.size(),
                distinct.size(),
                keys.size(),
                templatesOfKeys.size(),
                several(templatesOfKeys),
                templates.size() - passed.size(),
                several(codesOfKeys),
                nearKeys,
                templates.size() - nearPassed.size());
    }

    private static int several(Map<String, Set<String>> byKey) {
        return (int) byKey.values().stream().filter(each -> each.size() > 1).count();
    }

    private static String codes(String message) {
        return CODE.matcher(message).results().map(match -> match.group(1)).collect(Collectors.joining(","));
    }

    private static DedupOptions options(DedupOptions.Scope scope) {
        return new DedupOptions(WINDOW_MS, 1, scope, DedupOptions.Mask.NUMBERS, 0, MAX_KEYS, 0);
    }

    /** How many messages pass if nearly equal ones are repeats. */
    private static int near(List<LabelledLog.Line> lines, Set<String> passedTemplates) {
        DedupOptions options = options(DedupOptions.Scope.PARTITION);
        Router processor = new Router(new CpuEngine(1), null, GpuMode.OFF, BatchListener.NONE);
        BandSource signatures = new NearLookahead(options, Banding.of(SIMILARITY), processor);
        Deduplicator deduplicator = new Deduplicator(
                options, summary -> {}, new NearDuplicates(SIMILARITY, WINDOW_MS, MAX_KEYS, signatures));
        int passed = 0;
        for (int i = 0; i < lines.size(); i++) {
            byte[] message = lines.get(i).message().getBytes(UTF_8);
            if (deduplicator.offer(null, message, 0, message.length, 0, 0, i).passes()) {
                passed++;
                passedTemplates.add(lines.get(i).template());
            }
        }
        return passed;
    }

    Object[] cells() {
        return new Object[] {
            name, lines, templates, distinct, keys, messageKeys, falseMerges, lost, codesMerged, nearKeys, nearLost
        };
    }

    /** The sum of scores, as a row of its own. */
    static MergeScore sum(List<MergeScore> scores) {
        int[] sums = new int[10];
        for (MergeScore score : scores) {
            Object[] cells = score.cells();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (Integer) cells[i + 1];
            }
        }
        return new MergeScore(
                String.format(Locale.ROOT, "all %d", scores.size()),
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                sums[6],
                sums[7],
                sums[8],
                sums[9]);
    }

    /** Names the kinds of line of one log as the filter does. */
    private static final class Reader {
        private final LogLines lines = new LogLines(null, List.of("severity"));
        private final LineFingerprints fingerprints = new LineFingerprints(options(DedupOptions.Scope.GLOBAL));

        String key(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            LogLine line = lines.read("log", bytes, 0, bytes.length);
            return new BigInteger(fingerprints.of(
                            line.context(), line.contextLength(), line.text(), line.textOffset(), line.textLength()))
                    .toString();
        }
    }
}
