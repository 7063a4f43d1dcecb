package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.CudaStream;
import dev.weir.batch.cuda.Mark;
import java.util.ArrayList;
import java.util.List;

/** Takes the card's time at four points of a batch's way, or does not. */
final class CudaClock implements AutoCloseable {

    /** Takes no time. */
    static final CudaClock NONE = new CudaClock(List.of());

    private static final int POINTS = 4;

    private final List<Mark> marks;
    private int next;

    private CudaClock(List<Mark> marks) {
        this.marks = marks;
    }

    static CudaClock of(CudaDevice device) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            marks.add(device.mark());
        }
        return new CudaClock(marks);
    }

    /** Takes the time at which all work so far is done. */
    void tick(CudaStream stream) {
        if (!marks.isEmpty()) {
            stream.record(marks.get(next++));
        }
    }

    CudaTimes times() {
        return new CudaTimes(between(0), between(1), between(2));
    }

    private float between(int mark) {
        return marks.get(mark).millisecondsTo(marks.get(mark + 1));
    }

    @Override
    public void close() {
        marks.forEach(Mark::close);
    }
}
