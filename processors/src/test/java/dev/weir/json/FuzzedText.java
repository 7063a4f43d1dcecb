package dev.weir.json;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a fuzzer's bytes stand for: the first ones choose the options, the channel and how the text is cut, the others are
 * the text.
 */
final class FuzzedText {

    /** How many bytes come before the text. */
    static final int HEADER_BYTES = 6;

    private static final String[] SCOPES = {"auto", "whole", "fenced", "embedded"};
    private static final String[] LEVELS = {"standard", "strict", "aggressive"};
    private static final String[] LOOK_AHEADS = {"256", "64", "65536", "1000"};
    private static final String[] DEPTHS = {"1000000", "1", "3", "512"};
    private static final String[] SCHEMAS = {
        "",
        "{\"type\": [\"object\", \"array\"], \"items\": {\"type\": \"integer\"}, \"properties\": {"
                + "\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\"}, \"c\": {\"enum\": [\"x y\", 1, null]},"
                + " \"d\": {\"type\": \"array\", \"items\": {\"type\": \"number\"}}}, \"required\": [\"a\"]}",
        "{\"enum\": [\"yes\", \"no\", true, 7, {\"a\": 1}]}"
    };

    private final byte[] header;
    private final byte[] text;
    private final Map<String, String> options = new LinkedHashMap<>();

    /** Takes what a fuzzer made up; bytes that are missing in front are zero. */
    FuzzedText(byte[] input) {
        header = Arrays.copyOf(input, HEADER_BYTES);
        text = input.length <= HEADER_BYTES ? new byte[0] : Arrays.copyOfRange(input, HEADER_BYTES, input.length);
        options.put("scope", SCOPES[header[0] & 3]);
        options.put("prose", "drop");
        options.put("unmendable", (header[0] & 4) != 0 ? "pass" : "refuse");
        options.put("level", LEVELS[(header[1] & 3) % 3]);
        options.put("look-ahead", LOOK_AHEADS[header[1] >> 2 & 3]);
        options.put("max-depth", DEPTHS[header[1] >> 4 & 3]);
        options.put("schema-for", "all");
        options.put("schema", SCHEMAS[(header[2] & 3) % 3]);
        Rule[] rules = Rule.values();
        int rule = header[3] & 0xFF;
        if (rule > 0 && rule <= rules.length) {
            options.put("disable", rules[rule - 1].label());
        }
    }

    /** Bytes that stand for a text with default options, for a fuzzer to begin with. */
    static byte[] seed(byte[] text) {
        byte[] seed = new byte[HEADER_BYTES + text.length];
        seed[0] = 1;
        System.arraycopy(text, 0, seed, HEADER_BYTES, text.length);
        return seed;
    }

    byte[] text() {
        return text;
    }

    Map<String, String> options() {
        return options;
    }

    /** Whether what cannot be mended goes on as it came, so that it need not be valid. */
    boolean passes() {
        return options.getOrDefault("unmendable", "").equals("pass");
    }

    /** Whether text without JSON goes on as it came. */
    boolean takesProse() {
        return isContent() && options.getOrDefault("scope", "").equals("auto") && !hasSchema();
    }

    /** Whether a valid document in nothing else is the whole text for these options. */
    boolean takesWhole() {
        String scope = options.getOrDefault("scope", "");
        boolean depth = options.getOrDefault("max-depth", "").length() > 3;
        return depth && (!isContent() || scope.equals("whole") || (scope.equals("auto") && !hasSchema()));
    }

    boolean hasSchema() {
        return !options.getOrDefault("schema", "").isEmpty();
    }

    private boolean isContent() {
        return (header[0] & 8) == 0;
    }

    Supplier<Filter> filters(boolean whole) {
        return Json.filter(isContent() ? Channel.CONTENT : Channel.arguments(0), whole, options);
    }

    /** The text in one piece. */
    Recording inOnePiece(boolean whole) {
        Recording recording = new Recording();
        Filter filter = filters(whole).get();
        filter.accept(text, 0, text.length, recording);
        filter.finish(recording);
        return recording;
    }

    /** The text in pieces, with the filter saved and restored between some of them, as the header says. */
    Recording inPieces() {
        Supplier<Filter> filters = filters(false);
        Filter filter = filters.get();
        Recording recording = new Recording();
        Random random = new Random(header[4] << 8 | (header[5] & 0xFF));
        int longest = 1 + random.nextInt(1 + random.nextInt(40));
        boolean saves = random.nextBoolean();
        for (int from = 0; from < text.length; ) {
            int length = Math.min(text.length - from, 1 + random.nextInt(longest));
            filter.accept(text, from, length, recording);
            from += length;
            if (saves && random.nextInt(3) == 0) {
                StateWriter state = new StateWriter();
                filter.save(state);
                filter = filters.get();
                filter.restore(new StateReader(state.toByteArray()));
            }
        }
        filter.finish(recording);
        return recording;
    }

    @Override
    public String toString() {
        return options + " " + new String(text, StandardCharsets.UTF_8);
    }
}
