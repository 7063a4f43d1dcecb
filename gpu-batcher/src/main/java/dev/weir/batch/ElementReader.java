package dev.weir.batch;

/** Hashes the elements of messages, a buffer full at a time; belongs to one thread. */
final class ElementReader {

    private final byte[] bytes;
    private final Elements elements;
    private final InnerLoops loops;
    private int at;
    private int end;

    ElementReader(Batch batch, Elements elements, InnerLoops loops) {
        this.bytes = batch.bytes();
        this.elements = elements;
        this.loops = loops;
    }

    /** Goes to the first byte of a message. */
    void open(int start, int end) {
        this.at = start;
        this.end = end;
    }

    /** Fills the buffer with the hashes of the next elements; says how many there are, 0 at the end of the message. */
    int read(int[] hashes) {
        return switch (elements) {
            case SHINGLES -> readShingles(hashes);
            case WORDS -> readWords(hashes);
        };
    }

    private int readShingles(int[] hashes) {
        int count = Math.max(0, Math.min(hashes.length, end - at - ElementHash.SHINGLE + 1));
        loops.shingles(bytes, at, count, hashes);
        at += count;
        return count;
    }

    private int readWords(int[] hashes) {
        int count = 0;
        while (count < hashes.length) {
            while (at < end && !ElementHash.isWord(bytes[at])) {
                at++;
            }
            if (at == end) {
                break;
            }
            int from = at;
            while (at < end && ElementHash.isWord(bytes[at])) {
                at++;
            }
            hashes[count++] = ElementHash.word(bytes, from, at);
        }
        return count;
    }
}
