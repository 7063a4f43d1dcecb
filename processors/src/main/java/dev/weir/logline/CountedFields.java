package dev.weir.logline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Which fields count beside the message, by their names. Immutable. */
final class CountedFields {

    static final String SEVERITY = "severity";
    /** Between two fields of a context; in no text of JSON or of syslog. */
    private static final byte SEPARATOR = 0x1F;

    private final boolean severity;
    private final byte[][] names;

    CountedFields(List<String> fields) {
        this.severity = fields.contains(SEVERITY);
        this.names = fields.stream()
                .filter(name -> !name.equals(SEVERITY))
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    boolean severity() {
        return severity;
    }

    /** Whether a field counts, other than the severity, that has a name. */
    boolean contains(byte[] path, int from, int to) {
        for (byte[] name : names) {
            if (name.length == to - from && Arrays.equals(path, from, to, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a field to what has to be equal. */
    static void put(Bytes context, byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        context.add(SEPARATOR);
        context.add(name, nameFrom, nameTo);
        context.add('=');
        context.add(value, from, to);
    }
}
