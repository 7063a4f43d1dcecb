package dev.weir.json;

/**
 * Whether a document's containers begin and end as its lines are indented.
 *
 * <p>It asks {@link Closers} at each line's first token; if none of them speaks against the document's structure, heeding
 * the layout would have given the same. Cost: one pass, with strings of ASCII passed eight bytes at a time.
 */
final class Layout {

    private final Progress at;
    private final Closers closers;

    private Layout(Settings settings) {
        at = new Progress(settings.maxDepth(), settings.lookAhead(), true, new Emitter(settings.rules()));
        closers = new Closers(at);
    }

    /**
     * Says whether the layout agrees with the structure.
     *
     * @param json valid JSON, one value or several, perhaps with prose around them
     */
    static boolean agrees(Settings settings, byte[] json, int size) {
        return new Layout(settings).agrees(json, size);
    }

    private boolean agrees(byte[] json, int size) {
        int p = 0;
        boolean begins = false;
        while (p < size) {
            byte b = json[p];
            if (b == '\n') {
                int line = p + 1;
                p = line;
                while (p < size && (json[p] == ' ' || json[p] == '\t' || json[p] == '\r')) {
                    p++;
                }
                at.indent = p - line;
                begins = true;
                continue;
            }
            if (begins && b > ' ') {
                begins = false;
                if (!closers.layoutAgrees(b)) {
                    return false;
                }
            }
            switch (b) {
                case '"' -> p = string(json, p + 1, size);
                case '{', '[' -> {
                    at.stack.push(b == '{' ? ContainerStack.OBJECT : ContainerStack.ARRAY);
                    at.stack.indent(at.indent);
                    p++;
                }
                case '}', ']' -> {
                    if (at.stack.depth() > 0) {
                        at.stack.pop();
                    }
                    p++;
                }
                default -> p++;
            }
        }
        return true;
    }

    private static int string(byte[] json, int p, int size) {
        int q = p;
        while (true) {
            q = StringScan.skip(json, q, size, StringScan.ALL);
            if (q >= size || json[q] == '"') {
                return q + 1;
            }
            q += json[q] == '\\' ? 2 : 1;
        }
    }
}
