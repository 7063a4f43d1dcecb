package dev.weir.dedup.block;

import dev.weir.filter.Alert;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Splits one channel into blocks and takes out, or tells of, those it had before.
 *
 * <p>Held back is white space between blocks, up to two characters that may open a fence, and a block as long as it begins as
 * an earlier one did. Cost: two multiplications a byte; some 50 bytes of state a block.
 */
final class BlockFilter implements Filter {

    private static final int MAX_SAMPLE_BYTES = 80;

    private final boolean drop;
    private final int minBytes;
    private final KnownBlocks known = new KnownBlocks();
    private final BlockHash hash = new BlockHash();
    private final Fence fence = new Fence();

    /** Decided, to be emitted before the call returns. */
    private final HeldText ready = new HeldText();
    /** The block at hand with the white space before it, while it may be a repeat that is to be dropped. */
    private final HeldText held = new HeldText();
    /** White space with a line end, of this block or before the next one. */
    private final HeldText space = new HeldText();
    /** How the block at hand begins, while it may be a repeat. */
    private final HeldText sample = new HeldText();

    private long position;
    private long blockStart;
    private boolean inBlock;
    /** Whether the block at hand may still equal a known one. */
    private boolean candidate;

    private int longest;
    private int newlines;
    private boolean spaced;
    private boolean lineStart = true;
    /** How many of the characters were seen at the start of a line that may open a fence. */
    private int run;

    private byte runCharacter;

    BlockFilter(boolean drop, int minBytes) {
        this.drop = drop;
        this.minBytes = minBytes;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        for (int i = offset; i < offset + length; i++) {
            step(text[i], output);
            position++;
        }
        ready.emit(output);
    }

    @Override
    public void finish(FilterOutput output) {
        flushRun();
        endBlock(output);
        ready.take(space);
        ready.emit(output);
    }

    private void step(byte next, FilterOutput output) {
        if (fence.isOpen()) {
            inFence(next, output);
            return;
        }
        if (isSpace(next)) {
            flushRun();
            space(next, output);
        } else if (lineStart && Fence.isFenceCharacter(next) && (run == 0 || next == runCharacter)) {
            runCharacter = next;
            if (++run == Fence.MIN_LENGTH) {
                openFence(output);
            }
        } else {
            flushRun();
            content(next, position);
        }
    }

    private void inFence(byte next, FilterOutput output) {
        switch (fence.step(next)) {
            case INSIDE -> {
                put(next);
                if (next != '\r') {
                    grow(next);
                }
            }
            case NO_FENCE -> {
                put(next);
                grow(next);
            }
            case CLOSED -> {
                endBlock(output);
                space(next, output);
            }
        }
    }

    private void openFence(FilterOutput output) {
        endBlock(output);
        beginBlock(position - run + 1);
        for (int i = 0; i < run; i++) {
            put(runCharacter);
            grow(runCharacter);
        }
        run = 0;
        lineStart = false;
        fence.open(runCharacter);
    }

    /** Takes what might have opened a fence as the text that it is. */
    private void flushRun() {
        int count = run;
        run = 0;
        for (int i = 0; i < count; i++) {
            content(runCharacter, position - count + i);
        }
    }

    private void space(byte next, FilterOutput output) {
        if (next == '\n') {
            lineStart = true;
            if (++newlines > 1) {
                endBlock(output);
            }
        }
        spaced = true;
        if (inBlock && newlines == 0) {
            put(next);
        } else if (!drop || (!inBlock && known.isEmpty())) {
            ready.take(space);
            ready.add(next);
        } else {
            space.add(next);
        }
    }

    private void content(byte next, long offset) {
        lineStart = false;
        if (!inBlock) {
            beginBlock(offset);
        } else {
            (candidate && drop ? held : ready).take(space);
            if (spaced) {
                grow((byte) ' ');
            }
            newlines = 0;
            spaced = false;
        }
        put(next);
        grow(next);
    }

    private void beginBlock(long offset) {
        inBlock = true;
        blockStart = offset;
        candidate = !known.isEmpty();
        longest = Integer.MAX_VALUE;
        hash.clear();
        (candidate && drop ? held : ready).take(space);
        newlines = 0;
        spaced = false;
    }

    /** Puts a byte of the block where it belongs by what is known. */
    private void put(byte next) {
        if (candidate && sample.size() < MAX_SAMPLE_BYTES) {
            sample.add(next);
        }
        (candidate && drop ? held : ready).add(next);
    }

    /** Adds a byte to what is compared, and decides if that is enough. */
    private void grow(byte next) {
        hash.add(next);
        int length = hash.length();
        if ((length & (length - 1)) == 0) {
            longest = known.longestThatBegins(hash);
        }
        if (candidate && length > longest) {
            candidate = false;
            sample.clear();
            ready.take(held);
        }
    }

    private void endBlock(FilterOutput output) {
        if (!inBlock) {
            return;
        }
        inBlock = false;
        KnownBlocks.Block first = candidate ? known.find(hash) : null;
        if (first != null) {
            tell(first, output);
            held.clear();
        } else if (hash.length() >= minBytes) {
            known.add(hash, blockStart);
        }
        ready.take(held);
        candidate = false;
        sample.clear();
    }

    private void tell(KnownBlocks.Block first, FilterOutput output) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("bytes", first.length());
        details.put("first", first.offset());
        details.put("dropped", drop);
        details.put("sample", sample());
        details.put(
                "fingerprint",
                HexFormat.of().toHexDigits(first.high()) + HexFormat.of().toHexDigits(first.low()));
        output.flag(RepeatedBlocks.DUPLICATE);
        output.alert(new Alert(RepeatedBlocks.DUPLICATE, "block", blockStart, details));
        output.report(new Report(RepeatedBlocks.FILTER, "block", blockStart, blockStart));
    }

    /** Without the part of a character at its end. */
    private String sample() {
        String text = new String(sample.toByteArray(), StandardCharsets.UTF_8);
        return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public int heldBackBytes() {
        return held.size() + space.size() + run;
    }

    @Override
    public boolean owesText() {
        return heldBackBytes() > 0;
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || (b >= '\t' && b <= '\r'));
    }

    @Override
    public void save(StateWriter state) {
        known.save(state, inBlock ? hash.length() : 0);
        hash.save(state);
        fence.save(state);
        held.save(state);
        space.save(state);
        sample.save(state);
        state.writeLong(position);
        state.writeLong(blockStart);
        state.writeBoolean(inBlock);
        state.writeBoolean(candidate);
        state.writeInt(longest);
        state.writeInt(newlines);
        state.writeBoolean(spaced);
        state.writeBoolean(lineStart);
        state.writeInt(run);
        state.writeByte(runCharacter);
    }

    @Override
    public void restore(StateReader state) {
        known.restore(state);
        hash.restore(state);
        fence.restore(state);
        held.restore(state);
        space.restore(state);
        sample.restore(state);
        position = state.readLong();
        blockStart = state.readLong();
        inBlock = state.readBoolean();
        candidate = state.readBoolean();
        longest = state.readInt();
        newlines = state.readInt();
        spaced = state.readBoolean();
        lineStart = state.readBoolean();
        run = state.readInt();
        runCharacter = (byte) state.readByte();
    }
}
