package dev.weir.match;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.batch.Batch;
import dev.weir.batch.Matches;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A batch of texts and the patterns they have, found again by the texts themselves. Immutable. */
final class ScannedTexts {

    private final Batch batch;
    private final Matches matches;
    private final long[] hashes;
    /** Numbers of texts plus one, each at its hash or behind it; 0 for none. As many as a power of two. */
    private final int[] slots;
    /** By text, and once behind the last: its first place. */
    private final int[] firstPlaces;
    /** From this text on some places may be missing. */
    private final int firstUnsure;

    ScannedTexts(Batch batch, Matches matches) {
        this.batch = batch;
        this.matches = matches;
        int texts = batch.messages();
        hashes = new long[texts];
        slots = new int[Integer.highestOneBit(texts) << 2];
        firstPlaces = new int[texts + 1];
        int place = 0;
        int places = matches.ends().length;
        for (int text = 0; text < texts; text++) {
            firstPlaces[text] = place;
            while (place < places && matches.ends()[place] <= batch.end(text)) {
                place++;
            }
            hashes[text] = hash(batch.bytes(), batch.start(text), batch.end(text));
            slots[freeSlot(hashes[text])] = text + 1;
        }
        firstPlaces[texts] = place;
        firstUnsure = matches.isComplete() ? texts : textOf(places - 1);
    }

    /** The text that a place is in; the first of all if there is no such place. */
    private int textOf(int place) {
        int text = 0;
        while (text < batch.messages() && firstPlaces[text + 1] <= place) {
            text++;
        }
        return text;
    }

    static long hash(byte[] text, int from, int to) {
        return Hashing.xxh3_64().hashBytesToLong(text, from, to - from);
    }

    private int freeSlot(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** The number of a text; -1 if it is not among these. */
    int number(long hash, byte[] text, int from, int to) {
        for (int slot = (int) hash & (slots.length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash
                    && Arrays.equals(text, from, to, batch.bytes(), batch.start(number), batch.end(number))) {
                return number;
            }
        }
        return -1;
    }

    /** Where a text has patterns; null if not all places are known. */
    @Nullable
    Places places(int number) {
        if (matches.categories()[number] == 0) {
            return Places.NONE;
        }
        if (number >= firstUnsure) {
            return null;
        }
        int first = firstPlaces[number];
        return new Places(
                matches.ends(), matches.patterns(), first, firstPlaces[number + 1] - first, batch.start(number));
    }

    int bytes() {
        return batch.size();
    }
}
