package dev.weir.thinking;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What counts where, compiled from the options once for all streams of a pipeline. Immutable.
 *
 * @param atStart what counts before any content: openers, and closers that may lead an answer
 * @param afterBlock what counts directly after a block: openers
 * @param inContent the openers that count within content, or null if none does
 * @param inImplicitBlock what ends thinking that began in the prompt
 * @param inBlock by format: its closers, its own openers, which nest, and what interrupts it
 * @param implicit whether the text begins with thinking
 * @param trim whether white space around blocks is removed
 * @param unclosedLimit up to how many bytes of a block are retained so that, left unclosed, they are content; 0 for none
 */
record Rules(
        Markers atStart,
        Markers afterBlock,
        @Nullable Markers inContent,
        Markers inImplicitBlock,
        List<Markers> inBlock,
        boolean implicit,
        boolean trim,
        int unclosedLimit) {

    /** Compiles rules for the formats with these indices in {@link ThinkingFormat#ALL}. */
    static Rules compile(
            List<Integer> formats,
            boolean anywhere,
            boolean implicit,
            boolean toolCallCloses,
            boolean trim,
            int unclosedLimit) {
        Markers.Builder start = new Markers.Builder();
        Markers.Builder openers = new Markers.Builder();
        for (int format : formats) {
            start.openers(format);
            openers.openers(format);
            if (ThinkingFormat.ALL.get(format).closerMayLead()) {
                start.closers(format);
            }
        }
        Markers everyOpener = openers.build();
        return new Rules(
                start.build(),
                everyOpener,
                anywhere ? everyOpener : null,
                implicitBlock(formats, toolCallCloses),
                blocks(toolCallCloses),
                implicit,
                trim,
                unclosedLimit);
    }

    private static Markers implicitBlock(List<Integer> formats, boolean toolCallCloses) {
        Markers.Builder ends = new Markers.Builder();
        for (int format : formats) {
            if (ThinkingFormat.ALL.get(format).openerInPrompt()) {
                ends.closers(format);
                if (toolCallCloses) {
                    ends.interrupters(format);
                }
            }
        }
        return ends.isEmpty() ? implicitBlock(everyFormat().boxed().toList(), toolCallCloses) : ends.build();
    }

    /** Blocks of every format, chosen or not, so that a stream goes on when its pipeline restarts with other options. */
    private static List<Markers> blocks(boolean toolCallCloses) {
        return everyFormat()
                .mapToObj(format -> {
                    Markers.Builder block =
                            new Markers.Builder().closers(format).openers(format);
                    return (toolCallCloses ? block.interrupters(format) : block).build();
                })
                .toList();
    }

    private static IntStream everyFormat() {
        return IntStream.range(0, ThinkingFormat.ALL.size());
    }
}
