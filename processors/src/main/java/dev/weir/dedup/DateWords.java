package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.SPACE;
import static dev.weir.dedup.ByteKinds.ascii;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;

/** Finds the names of months and weekdays in dates; elsewhere they are words like others. */
final class DateWords {

    private static final int LENGTH = 3;
    private static final int PLACES_BITS = 5;
    /** Gives each of the nineteen names a place of its own. */
    private static final int PLACES = 0x762D_771D;

    private static final int[] MONTHS =
            places("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int[] WEEKDAYS = places("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private DateWords() {}

    /** The end of {@code Oct} before a number, or of {@code Sat} before a number or a month; otherwise 0. */
    static int end(byte[] line, int read, int end) {
        int after = read + LENGTH;
        if (after >= end) {
            return 0;
        }
        byte gap = line[after];
        boolean space = ByteKinds.is(SPACE, gap);
        if (space || gap == '/' || gap == '-') {
            if (isOneOf(MONTHS, line, read)) {
                int date = space ? endOf(SPACE, line, after, end) : after + 1;
                return date < end && isDigit(line[date]) ? after : 0;
            }
        }
        if ((space || gap == ',') && isOneOf(WEEKDAYS, line, read)) {
            int date = endOf(SPACE, line, after + 1, end);
            boolean dated = date < end && (isDigit(line[date]) || (date + LENGTH < end && isOneOf(MONTHS, line, date)));
            return dated ? after : 0;
        }
        return 0;
    }

    private static boolean isOneOf(int[] names, byte[] line, int at) {
        int name = name(line, at);
        return names[place(name)] == name;
    }

    /** Three bytes, the first in the lowest bits. */
    private static int name(byte[] line, int at) {
        return (line[at] & 0xFF) | (line[at + 1] & 0xFF) << 8 | (line[at + 2] & 0xFF) << 16;
    }

    private static int place(int name) {
        return (name * PLACES) >>> (Integer.SIZE - PLACES_BITS);
    }

    private static int[] places(String... names) {
        int[] places = new int[1 << PLACES_BITS];
        for (String next : names) {
            int name = name(ascii(next), 0);
            places[place(name)] = name;
        }
        return places;
    }
}
