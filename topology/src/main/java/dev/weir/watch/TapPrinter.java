package dev.weir.watch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sample as lines: what it is of, then the text before and after, or once if it did not change. */
public final class TapPrinter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean coloured;
    private final ZoneId zone;

    /**
     * @param coloured whether to set off what was removed and added by colours
     * @param zone in which times are told
     */
    public TapPrinter(boolean coloured, ZoneId zone) {
        this.coloured = coloured;
        this.zone = zone;
    }

    /** The lines of a sample. */
    public List<String> lines(Tree sample) {
        List<String> lines = new ArrayList<>();
        Instant time = Instant.ofEpochMilli((long) sample.at("time").number());
        List<String> kinds = sample.at("kinds").elements().stream()
                .map(Tree::text)
                .distinct()
                .toList();
        String fate = sample.at("fate").text();
        String call = sample.at("channel").text().equals("arguments")
                ? " of call " + Figure.count(sample.at("call").number())
                : "";
        lines.add(TIME.format(time.atZone(zone)) + " "
                + painted(
                        BOLD,
                        sample.at("pipeline").text() + "/" + sample.at("filter").text())
                + ", " + sample.at("channel").text() + call + ", "
                + Figure.bytes(sample.at("bytesBefore").number()) + " -> "
                + Figure.bytes(sample.at("bytesAfter").number())
                + (kinds.isEmpty() ? "" : ": " + String.join(", ", kinds))
                + (fate.isEmpty() || kinds.contains(fate) ? "" : ", " + fate)
                + (sample.at("cut").isTrue() ? " (the beginning)" : ""));
        if (sample.at("changed").isTrue()) {
            lines.add("  - " + side(sample, "-", RED));
            if (fate.isEmpty()) {
                lines.add("  + " + side(sample, "+", GREEN));
            }
        } else {
            lines.add("  = " + side(sample, "=", PLAIN));
        }
        return lines;
    }

    private String side(Tree sample, String sign, String colour) {
        StringBuilder side = new StringBuilder();
        for (Tree part : sample.at("parts").elements()) {
            List<Tree> signAndText = part.elements();
            if (signAndText.size() == 2) {
                String text = signAndText.get(1).text();
                if (signAndText.get(0).text().equals("=")) {
                    side.append(text);
                } else if (signAndText.get(0).text().equals(sign)) {
                    side.append(painted(colour, text));
                }
            }
        }
        return side.toString();
    }

    private String painted(String colour, String text) {
        return coloured ? colour + text + PLAIN : text;
    }
}
