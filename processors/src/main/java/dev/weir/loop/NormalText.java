package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * A text as it reads when case, the digits of numbers and the amount of white space do not matter, and where each byte
 * of it came from.
 *
 * <p>Taken block by block, from the history of the text it is made of. The last {@link #REACH} bytes of that history say
 * all there is to know, but for the normalised text itself where little was left of it.
 */
final class NormalText {

    /** The most bytes that are taken at once. */
    static final int BLOCK = 256;

    /** How far back, in bytes of the text as it was, from the end of the last block. */
    static final int REACH = 2_560;

    /** How far back a decision may look in the normalised text itself. */
    private static final int NORMAL_REACH = NearThresholds.MAX_PERIOD + 40;

    private static final int NORMAL_CAPACITY = 2_048;
    private static final int GROUP = 16;
    private static final int GROUPS = 256;

    private final TextHistory text;
    private final TextHistory normal = new TextHistory(NORMAL_REACH, NORMAL_CAPACITY);

    /** For groups of 16 bytes of the text: the low bits of the normal text's position there, by the group's number. */
    private char[] marks = {};

    /** The end of the last block, in the text as it was. */
    private long end;

    private long normalStart;
    private long counts;
    private final long[] words = new long[BLOCK / Long.SIZE];

    NormalText(TextHistory text) {
        this.text = text;
    }

    /** The normalised text. */
    TextHistory normal() {
        return normal;
    }

    /** Where the last block begins. */
    long start() {
        return Math.max(0, (end - 1) / BLOCK * BLOCK);
    }

    /** Where the last block begins in the normalised text. */
    long normalStart() {
        return normalStart;
    }

    /** Where the last block ends. */
    long end() {
        return end;
    }

    /** What {@link ByteClasses} counts of the last block. */
    long counts() {
        return counts;
    }

    /** The first bytes of words in each 64 bytes of the last block: one bit each, the first byte's lowest. */
    long wordStarts(int part) {
        boolean carry = part == 0
                ? end > BLOCK && ByteClasses.isWord(text.bytes()[text.index(start()) - 1])
                : words[part - 1] < 0;
        return words[part] & ~((words[part] << 1) | (carry ? 1 : 0));
    }

    /** Takes the text from the end of the last block on. */
    void take(long newEnd) {
        long from = end;
        normalStart = normal.end();
        if (marks.length == 0) {
            marks = new char[GROUPS];
        }
        normal.makeRoom(BLOCK + 1);
        byte[] in = text.bytes();
        byte[] out = normal.bytes();
        long[] table = ByteClasses.TABLE;
        int first = text.index(from);
        int last = text.index(newEnd);
        int size = normal.size();
        long previous = from == 0 ? 0 : written(in[first - 1]);
        long sum = 0;
        int base = (int) normal.position(0);
        for (int part = 0; part < words.length; part++) {
            long bits = 0;
            int start = first + part * Long.SIZE;
            for (int group = start; group < Math.min(start + Long.SIZE, last); group += GROUP) {
                marks[(int) (text.position(group) / GROUP) & (GROUPS - 1)] = (char) (base + size);
                for (int i = group; i < Math.min(group + GROUP, last); i++) {
                    long entry = table[in[i] & 0xFF];
                    long written = entry & 0xFF;
                    sum += entry >>> ByteClasses.COUNTS;
                    bits |= ((entry >>> ByteClasses.WORD) & 1) << (i - start);
                    out[size] = (byte) entry;
                    size += (int) ((entry >>> ByteClasses.PLAIN) & 1) | (written == previous ? 0 : 1);
                    previous = written;
                }
            }
            words[part] = bits;
        }
        counts = sum;
        normal.grow(size - normal.size());
        end = newEnd;
    }

    /**
     * Where a byte of the normalised text came from: the position of the first byte that it stands for, or the earliest
     * one within reach.
     */
    long origin(long position) {
        long low = (Math.max(0, end - REACH) + GROUP - 1) / GROUP;
        long high = Math.max(low, (end - 1) / GROUP);
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (before(middle, position) >= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int rest = before(low, position);
        long origin = low * GROUP;
        long previous = origin == 0 ? 0 : written(text.bytes()[text.index(origin - 1)]);
        for (; origin < end; origin++) {
            byte b = text.bytes()[text.index(origin)];
            if (writes(b, previous) && rest-- <= 0) {
                break;
            }
            previous = written(b);
        }
        return origin;
    }

    /** How many bytes of the normalised text there are from the beginning of a group to a position. */
    private int before(long group, long position) {
        return (short) (position - marks[(int) group & (GROUPS - 1)]);
    }

    /** Writes what cannot be made anew from the text: often nothing but how much there was. */
    void save(StateWriter state) {
        state.writeLong(normal.end());
        int from = normal.index(normal.start());
        int to = Math.max(from, normal.size() - written(end));
        state.writeBytes(normal.bytes(), from, to - from);
    }

    /** Reads what {@link #save} wrote; the text has been restored. */
    void restore(StateReader state, long textEnd) {
        long normalEnd = state.readLong();
        byte[] before = state.readBytes();
        int written = written(textEnd);
        if (normalEnd - written < before.length || written + before.length < Math.min(normalEnd, normal.reach())) {
            throw new MalformedStateException("state has " + before.length + " bytes of normalised text before "
                    + written + " and " + normalEnd + " in all");
        }
        normal.begin(normalEnd - written - before.length);
        normal.append(before, 0, before.length);
        end = Math.max(0, textEnd - REACH);
        while (end < textEnd) {
            take(Math.min(textEnd, end + BLOCK));
        }
    }

    /** How many bytes the text in reach is once normalised. */
    private int written(long textEnd) {
        long position = Math.max(0, textEnd - REACH);
        long previous = position == 0 ? 0 : written(text.bytes()[text.index(position - 1)]);
        int count = 0;
        for (; position < textEnd; position++) {
            byte b = text.bytes()[text.index(position)];
            count += writes(b, previous) ? 1 : 0;
            previous = written(b);
        }
        return count;
    }

    private static long written(byte b) {
        return ByteClasses.TABLE[b & 0xFF] & 0xFF;
    }

    private static boolean writes(byte b, long previous) {
        long entry = ByteClasses.TABLE[b & 0xFF];
        return ((entry >>> ByteClasses.PLAIN) & 1) != 0 || (entry & 0xFF) != previous;
    }
}
