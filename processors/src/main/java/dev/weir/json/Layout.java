package dev.weir.json;

/**
 * How the lines lie where a document was cut off.
 *
 * <p>A container that lost its closer further up is still open at the end; then its line stands no less deep than the
 * lines of what is open within it, or the last line stands outside of what should hold it. If no line does, heeding the
 * layout would end the same containers.
 */
final class Layout {

    /** Of a text that was cut off in several places. */
    static final Layout UNKNOWN = new Layout(-1, new int[0]);

    private final int end;
    private final int[] openers;

    /**
     * @param end where the document was cut off, in bytes
     * @param openers where the containers begin that are open there, outermost first
     */
    Layout(int end, int[] openers) {
        this.end = end;
        this.openers = openers;
    }

    /** Whether each open container's line, and at last the end's, is indented deeper than the one before; linear in the text. */
    boolean agrees(byte[] text) {
        if (end < 0) {
            return false;
        }
        int until = end;
        while (until > 0 && Characters.isSpace(text[until - 1])) {
            until--;
        }
        int outer = -1;
        int from = 0;
        for (int i = 0; i <= openers.length; i++) {
            int place = i < openers.length ? openers[i] : until;
            int line = lineStart(text, from, place);
            if (line > from || i == 0) {
                int indent = indent(text, line, place);
                if (indent <= outer) {
                    return false;
                }
                outer = indent;
            }
            from = place;
        }
        return true;
    }

    /** Where the line begins that {@code place} is in, {@code from} if that is before. */
    private static int lineStart(byte[] text, int from, int place) {
        int line = place;
        while (line > from && text[line - 1] != '\n') {
            line--;
        }
        return line;
    }

    private static int indent(byte[] text, int line, int place) {
        int p = line;
        while (p < place && Characters.isSpace(text[p])) {
            p++;
        }
        return p - line;
    }
}
