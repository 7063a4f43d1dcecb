package dev.weir.json;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.RefusedException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * Repairs a document that comes as a whole. If the repair that a stream would get shows that brackets are out of balance,
 * another one heeds the layout too, and the one that needs less change is taken.
 */
final class WholeDocumentFilter implements Filter {

    private final Settings settings;
    private byte[] text = {};
    private int size;

    WholeDocumentFilter(Settings settings) {
        this.settings = settings.forWholeDocument();
    }

    @Override
    public void accept(byte[] bytes, int offset, int length, FilterOutput output) {
        if (text.length - size < length) {
            text = Arrays.copyOf(text, Math.max(size + length, Math.min(text.length * 2, Integer.MAX_VALUE / 2)));
        }
        System.arraycopy(bytes, offset, text, size, length);
        size += length;
    }

    @Override
    public void finish(FilterOutput output) {
        Attempt attempt = new Attempt();
        attempt.run(settings, text, size, Progress.Reading.WHOLE);
        if (attempt.isOutOfBalance()) {
            Attempt other = new Attempt();
            other.run(settings, text, size, Progress.Reading.CAREFUL);
            attempt = other.cost() <= attempt.cost() ? other : attempt;
        }
        Refusal refusal = attempt.refusal();
        if (refusal == null) {
            release(attempt, output);
        } else if (settings.passesUnmendable()) {
            attempt.releaseRefusal(output);
            output.text(text, 0, size);
        } else {
            throw new RefusedException(RepairJson.NAME, refusal.reason(), refusal.offset());
        }
        text = new byte[0];
        size = 0;
    }

    private void release(Attempt attempt, FilterOutput output) {
        Refusal violation = attempt.violation();
        if (violation != null && !settings.passesUnmendable()) {
            throw new RefusedException(RepairJson.NAME, violation.reason(), violation.offset());
        }
        attempt.release(output);
    }

    @Override
    public int heldBackBytes() {
        return size;
    }

    @Override
    public boolean owesText() {
        return size > 0;
    }

    @Override
    public void save(StateWriter state) {
        state.writeBytes(text, 0, size);
    }

    @Override
    public void restore(StateReader state) {
        text = state.readBytes();
        size = text.length;
    }
}
