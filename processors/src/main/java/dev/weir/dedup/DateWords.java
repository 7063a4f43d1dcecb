package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.SPACE;
import static dev.weir.dedup.ByteKinds.ascii;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;

/** Finds the names of months and weekdays in dates; elsewhere they are words like others. */
final class DateWords {

    private static final int LENGTH = 3;
    private static final byte[][] MONTHS = {
        ascii("Jan"), ascii("Feb"), ascii("Mar"), ascii("Apr"), ascii("May"), ascii("Jun"),
        ascii("Jul"), ascii("Aug"), ascii("Sep"), ascii("Oct"), ascii("Nov"), ascii("Dec")
    };
    private static final byte[][] WEEKDAYS = {
        ascii("Mon"), ascii("Tue"), ascii("Wed"), ascii("Thu"), ascii("Fri"), ascii("Sat"), ascii("Sun")
    };

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

    private static boolean isOneOf(byte[][] names, byte[] line, int at) {
        for (byte[] name : names) {
            if (name[0] == line[at] && name[1] == line[at + 1] && name[2] == line[at + 2]) {
                return true;
            }
        }
        return false;
    }
}
