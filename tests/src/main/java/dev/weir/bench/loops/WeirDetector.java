package dev.weir.bench.loops;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Report;
import dev.weir.loop.DetectLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The filter itself with its default options, through the contract by which pipelines run it. */
final class WeirDetector implements Detector {

    private final FilterFactory factory;

    WeirDetector() {
        DetectLoops type = new DetectLoops();
        factory = type.configure(OptionValues.defaults(type.options()));
    }

    @Override
    public String label() {
        return "weir";
    }

    @Override
    public int pieceBytes() {
        return 1;
    }

    @Override
    public Watch watch(Channel channel) {
        return new Listener(Objects.requireNonNull(factory.open(channel, false), "a filter"));
    }

    private static final class Listener implements Watch, FilterOutput {

        private final Filter filter;
        private final List<Alarm> alarms = new ArrayList<>();
        private long position;

        Listener(Filter filter) {
            this.filter = filter;
        }

        @Override
        public void accept(byte[] text, int offset, int length) {
            position += length;
            filter.accept(text, offset, length, this);
        }

        @Override
        public void finish() {
            filter.finish(this);
        }

        @Override
        public List<Alarm> alarms() {
            return alarms;
        }

        @Override
        public void alert(Alert alert) {
            AlertReading reading = new AlertReading(alert.kind(), alert.details());
            if (reading.isAlarm()) {
                alarms.add(new Alarm(
                        alert.kind(), reading.level(), alert.offset(), reading.period(), reading.repeats(), position));
            } else {
                alarms.replaceAll(alarm -> alarm.start() == alert.offset() ? alarm.ended(reading.repeats()) : alarm);
            }
        }

        @Override
        public void text(byte[] text, int offset, int length) {}

        @Override
        public void thinking(byte[] text, int offset, int length) {}

        @Override
        public void flag(String flag) {}

        @Override
        public void report(Report report) {}
    }

    /** What an alert's members mean; those of a filter and those on the alerts topic are the same. */
    record AlertReading(String kind, Map<String, ?> details) {

        /** Whether it tells of a loop that was found, not of the end of one. */
        boolean isAlarm() {
            return !kind.endsWith("-ended") && !"ended".equals(word("level")) && !"true".equals(word("ended"));
        }

        /** An alert that names no level is one to act on. */
        Level level() {
            return word("level").equals("warn") ? Level.WARN : Level.STOP;
        }

        long period() {
            return number("period");
        }

        long repeats() {
            return number("repeats");
        }

        private long number(String name) {
            String number = word(name);
            return number.isEmpty() ? 0 : Long.parseLong(number);
        }

        private String word(String name) {
            Object value = details.get(name);
            return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
        }
    }
}
