package dev.weir.dedup.block;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of repeated blocks written once more, over a whole text and line by line: slow, and plain to read. */
final class NaiveBlocks {

    private final int minBytes;
    private final Set<String> known = new HashSet<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder separator = new StringBuilder();
    private final List<String> repeats = new ArrayList<>();
    /** How much of the block at hand is compared to the letter, white space included. */
    private int span;

    private NaiveBlocks(int minBytes) {
        this.minBytes = minBytes;
    }

    /** The text without its repeated blocks; characters of one byte each. */
    static String without(String text, int minBytes, List<String> repeats) {
        NaiveBlocks blocks = new NaiveBlocks(minBytes);
        blocks.split(text);
        repeats.addAll(blocks.repeats);
        return blocks.out.toString();
    }

    private void split(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        StringBuilder paragraph = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String start = line.strip();
            if (start.isEmpty()) {
                end(paragraph, false);
                separator.append(line);
            } else if (opens(start)) {
                end(paragraph, false);
                int indent = line.indexOf(start.charAt(0));
                separator.append(line, 0, indent);
                StringBuilder code = new StringBuilder(line.substring(indent));
                int length = fenceLength(start);
                boolean closed = false;
                while (!closed && ++i < lines.size()) {
                    code.append(lines.get(i));
                    String inner = lines.get(i).strip();
                    closed = lines.get(i).endsWith("\n")
                            && fenceLength(inner) >= length
                            && fenceLength(inner) == inner.length()
                            && inner.charAt(0) == start.charAt(0);
                }
                String newline = closed ? "\n" : "";
                end(new StringBuilder(code.substring(0, code.length() - newline.length())), true);
                separator.append(newline);
            } else {
                if (fenceLength(start) >= 3) {
                    // A span of code: it looked like a fence for long enough to begin a block, and is raw so far.
                    end(paragraph, false);
                    span = start.indexOf('`', fenceLength(start)) + 1;
                }
                if (paragraph.isEmpty()) {
                    int indent = line.indexOf(start.charAt(0));
                    separator.append(line, 0, indent);
                    paragraph.append(line.substring(indent));
                } else {
                    paragraph.append(line);
                }
            }
        }
        end(paragraph, false);
        out.append(separator);
    }

    private static int fenceLength(String start) {
        int length = 0;
        while (length < start.length() && start.charAt(length) == start.charAt(0)) {
            length++;
        }
        return start.startsWith("`") || start.startsWith("~") ? length : 0;
    }

    private static boolean opens(String start) {
        int length = fenceLength(start);
        return length >= 3 && (start.charAt(0) == '~' || start.indexOf('`', length) < 0);
    }

    private void end(StringBuilder block, boolean fenced) {
        if (block.isEmpty()) {
            return;
        }
        // White space behind a paragraph is its own up to the end of the line.
        String text = block.toString();
        int tail = fenced ? text.length() : text.stripTrailing().length();
        int newline = fenced ? -1 : text.indexOf('\n', tail);
        int end = newline < 0 ? text.length() : newline;
        String compared = fenced
                ? text.replace("\r", "")
                : text.substring(0, span).replace("\r", "")
                        + text.substring(span).stripTrailing().replaceAll("[ \t\n\r\u000b\f]+", " ");
        span = 0;
        boolean repeat = compared.length() >= minBytes && !known.add(compared);
        if (repeat) {
            repeats.add(compared);
            separator.setLength(0);
        } else {
            out.append(separator).append(text, 0, end);
            separator.setLength(0);
        }
        separator.append(text, end, text.length());
        block.setLength(0);
    }
}
