package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    private static final int NORMAL_CAPACITY = 1_536;
    private static final int GROUP = 16;
    private static final long HIGHS = ByteClasses.HIGHS;
    private static final long FIRST = 0x80;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int GROUPS = 256;

    private final TextHistory text;
    private final TextHistory normal = new TextHistory(NORMAL_REACH, NORMAL_CAPACITY);

    /** For groups of 16 bytes of the text: the low bits of the normal text's position there, by the group's number. */
    private char[] marks = {};

    /** The end of the last block, in the text as it was. */
    private long end;

    private long normalStart;
    private int letters;
    private int digits;
    private int spaces;

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

    /** How many bytes of the last block are letters. */
    int letters() {
        return letters;
    }

    /** How many bytes of the last block are digits. */
    int digits() {
        return digits;
    }

    /** How many bytes of the last block are white space. */
    int spaces() {
        return spaces;
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
        if (marks.length == 0) {
            marks = new char[GROUPS];
        }
        normalStart = normal.end();
        normal.makeRoom(BLOCK + Long.BYTES);
        byte[] in = text.bytes();
        byte[] out = normal.bytes();
        int first = text.index(end);
        int last = text.index(newEnd);
        byte previous = plainBefore(end);
        // Whether the byte before the next one is white space, or a digit: as the class of a long's first byte.
        long spaceBefore = previous == ' ' ? FIRST : 0;
        long digitBefore = previous == '0' ? FIRST : 0;
        int size = normal.size();
        int group = (int) (end / GROUP);
        int base = (int) normal.position(0);
        int letterCount = 0;
        int digitCount = 0;
        int spaceCount = 0;
        for (int part = 0; part < words.length; part++) {
            long wordBits = 0;
            int partStart = first + part * Long.SIZE;
            int partEnd = Math.min(partStart + Long.SIZE, last);
            for (int at = partStart; at < partEnd; at += Long.BYTES) {
                if (((at - partStart) & (GROUP - 1)) == 0) {
                    marks[group++ & (GROUPS - 1)] = (char) (base + size);
                }
                boolean whole = at <= last - Long.BYTES;
                long valid = whole ? HIGHS : HIGHS >>> (Byte.SIZE * (at + Long.BYTES - last));
                long bytes = whole ? (long) LONG.get(in, at) : rest(in, at, last);
                long letters = ByteClasses.letters(bytes);
                long digits = ByteClasses.digits(bytes);
                long spaces = ByteClasses.spaces(bytes) & valid;
                long plain = ByteClasses.plain(bytes, letters, digits, spaces);
                long words = letters | digits;
                if ((bytes & HIGHS) != 0) {
                    letters |= ByteClasses.lettersBeyond(bytes);
                    words = (letters | digits) & ~ByteClasses.continued(bytes);
                }
                wordBits |= ByteClasses.bits(words) << (at - partStart);
                letterCount += Long.bitCount(letters);
                digitCount += Long.bitCount(digits);
                spaceCount += Long.bitCount(spaces);
                long dropped = (spaces & ((spaces << Byte.SIZE) | spaceBefore))
                        | (digits & ((digits << Byte.SIZE) | digitBefore))
                        | (HIGHS & ~valid);
                spaceBefore = spaces >>> (Long.SIZE - Byte.SIZE);
                digitBefore = digits >>> (Long.SIZE - Byte.SIZE);
                if (dropped == 0) {
                    LONG.set(out, size, plain);
                    size += Long.BYTES;
                } else if (dropped != HIGHS) {
                    LONG.set(out, size, ByteClasses.without(plain, dropped));
                    size += Long.BYTES - Long.bitCount(dropped);
                }
            }
            words[part] = wordBits;
        }
        letters = letterCount;
        digits = digitCount;
        spaces = spaceCount;
        normal.grow(size - normal.size());
        end = newEnd;
    }

    /** The last bytes of a text, fewer than eight, with zeros behind them. */
    private static long rest(byte[] in, int from, int to) {
        long rest = 0;
        for (int i = to - 1; i >= from; i--) {
            rest = (rest << Byte.SIZE) | (in[i] & 0xFF);
        }
        return rest;
    }

    /**
     * Where a byte of the normalised text came from: the position of the first byte that it stands for, or the earliest
     * one within reach.
     */
    long origin(long position) {
        if (end == 0) {
            return 0;
        }
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
        byte previous = plainBefore(origin);
        for (; origin < end; origin++) {
            byte plain = ByteClasses.plain(text.bytes()[text.index(origin)]);
            if (writes(plain, previous) && rest-- <= 0) {
                break;
            }
            previous = plain;
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
        byte previous = plainBefore(position);
        int count = 0;
        for (; position < textEnd; position++) {
            byte plain = ByteClasses.plain(text.bytes()[text.index(position)]);
            count += writes(plain, previous) ? 1 : 0;
            previous = plain;
        }
        return count;
    }

    private byte plainBefore(long position) {
        return position == 0 ? (byte) 'x' : ByteClasses.plain(text.bytes()[text.index(position - 1)]);
    }

    private static boolean writes(byte plain, byte previous) {
        return plain != previous || (plain != ' ' && plain != '0');
    }
}
