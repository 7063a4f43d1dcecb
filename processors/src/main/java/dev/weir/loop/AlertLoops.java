package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Lets all text pass and tells of its loops. */
final class AlertLoops implements Filter {

    private final LoopScanner scanner;

    AlertLoops(LoopScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        output.text(text, offset, length);
        scanner.scan(text, offset, length, new Teller(output));
    }

    @Override
    public void finish(FilterOutput output) {
        scanner.finish(new Teller(output));
    }

    @Override
    public int heldBackBytes() {
        return 0;
    }

    @Override
    public boolean owesText() {
        return false;
    }

    @Override
    public void save(StateWriter state) {
        scanner.save(state);
    }

    @Override
    public void restore(StateReader state) {
        scanner.restore(state);
    }

    private record Teller(FilterOutput output) implements LoopListener {

        @Override
        public void found(Loop loop) {
            output.flag(LoopAlerts.LOOP);
            output.alert(LoopAlerts.found(loop));
        }

        @Override
        public void ended(Loop loop) {
            output.alert(LoopAlerts.ended(loop));
        }
    }
}
