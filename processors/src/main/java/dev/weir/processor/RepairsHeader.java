package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a clean record that names its repairs, if the pipeline asks for it: {@code rule@inputOffset>outputOffset},
 * comma separated, in the order in which they were made.
 *
 * <p>Offsets count the bytes of the channel's text in the stream, before and after the filter. It has at most {@value
 * #MAX_BYTES} bytes: repairs that do not fit are counted at its end, as {@code +12}.
 */
final class RepairsHeader {

    static final String NAME = "weir-repairs";
    static final int MAX_BYTES = 1 << 10;

    /** Room for a comma, a plus and any number of the repairs left out. */
    private static final int RESERVED_BYTES = 12;

    private RepairsHeader() {}

    /** The header's value; null if there are no repairs. */
    static byte @Nullable [] write(List<Report> repairs) {
        if (repairs.isEmpty()) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        int written = 0;
        for (Report repair : repairs) {
            int before = value.length();
            value.append(before == 0 ? "" : ",")
                    .append(repair.kind())
                    .append('@')
                    .append(repair.inputOffset())
                    .append('>')
                    .append(repair.outputOffset());
            boolean last = written == repairs.size() - 1;
            if (value.length() > MAX_BYTES - (last ? 0 : RESERVED_BYTES)) {
                value.setLength(before);
                value.append(before == 0 ? "+" : ",+").append(repairs.size() - written);
                break;
            }
            written++;
        }
        return value.toString().getBytes(UTF_8);
    }
}
