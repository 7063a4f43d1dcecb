package dev.weir.processor;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Report;
import dev.weir.filter.Utterance;
import dev.weir.session.ChainOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects what the filters emit while one record runs through them: the new text of each of its pieces, text of channels
 * that the record has no piece of, thinking, alerts, reports and flags. Reused from record to record.
 */
final class RecordOutput implements ChainOutput {

    /** Text that was emitted for one channel of one stream. */
    static final class Emitted {
        int stream;
        Channel channel = Channel.CONTENT;
        byte[] bytes = new byte[256];
        int length;
        /** Whether it is a piece in a form that text cannot stand in. */
        boolean opaque;

        void append(byte[] text, int offset, int count) {
            if (bytes.length - length < count) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
            }
            System.arraycopy(text, offset, bytes, length, count);
            length += count;
        }
    }

    /** An alert and the stream it is about. */
    record Raised(int stream, Channel channel, Alert alert) {}

    /** A change, and the text that it was made to. */
    private record Reported(int stream, Channel channel, Report report) {}

    /** What a channel of a stream was as a whole, as a stage of the chain has it. */
    record Said(int stream, Channel channel, int stage, Utterance utterance) {}

    private final List<Emitted> slots = new ArrayList<>();
    private int slotCount;
    private int pieceCount;
    private int stream;
    private boolean muted;
    private int current = -1;
    private boolean takesThinking;
    private final List<Raised> alerts = new ArrayList<>(0);
    private final List<Reported> reports = new ArrayList<>(0);
    private final List<Said> utterances = new ArrayList<>(0);
    /** Each once, in the order in which they were raised; so few that a list finds them sooner than a set. */
    private final List<String> flags = new ArrayList<>(4);

    private final Set<String> tags = new TreeSet<>();

    /** Begins a record. The first slots are those of its pieces, in order. */
    void begin(boolean thinkingLeaves) {
        slotCount = 0;
        pieceCount = 0;
        takesThinking = thinkingLeaves;
        alerts.clear();
        reports.clear();
        utterances.clear();
        flags.clear();
        tags.clear();
    }

    /** Adds the slot of a piece, which is opaque if text cannot stand in its form. */
    void addPiece(int pieceStream, Channel channel, boolean opaque) {
        addSlot(pieceStream, channel).opaque = opaque;
        pieceCount = slotCount;
    }

    /** Sets which stream's filters run from now on. */
    void select(int streamIndex) {
        select(streamIndex, false);
    }

    /** As {@link #select(int)}; of a muted stream nothing is kept but the text that has a piece. */
    void select(int streamIndex, boolean isMuted) {
        stream = streamIndex;
        muted = isMuted;
    }

    private Emitted addSlot(int slotStream, Channel channel) {
        if (slotCount == slots.size()) {
            slots.add(new Emitted());
        }
        Emitted slot = slots.get(slotCount++);
        slot.stream = slotStream;
        slot.channel = channel;
        slot.length = 0;
        slot.opaque = false;
        return slot;
    }

    /** Sets the piece whose text runs through the filters; -1 while streams finish. */
    void selectPiece(int piece) {
        current = piece;
    }

    @Override
    public void text(Channel channel, byte[] text, int offset, int length) {
        boolean leaves = takesThinking && channel.kind() == Channel.Kind.THINKING;
        if (length > 0 && (!muted || (!leaves && hasPiece(channel)))) {
            slotFor(channel).append(text, offset, length);
        }
    }

    private Emitted slotFor(Channel channel) {
        boolean leaves = takesThinking && channel.kind() == Channel.Kind.THINKING;
        if (!leaves && current >= 0 && holds(slots.get(current), channel)) {
            return slots.get(current);
        }
        // Released text goes to the last piece of its channel; thinking that leaves never goes back to a piece.
        for (int i = slotCount - 1; i >= (leaves ? pieceCount : 0); i--) {
            Emitted slot = slots.get(i);
            if (holds(slot, channel)) {
                return slot;
            }
        }
        return addSlot(stream, channel);
    }

    private boolean holds(Emitted slot, Channel channel) {
        return slot.stream == stream && slot.channel.equals(channel) && !slot.opaque;
    }

    private boolean hasPiece(Channel channel) {
        for (int i = 0; i < pieceCount; i++) {
            if (holds(slots.get(i), channel)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void flag(String flag) {
        if (!flags.contains(flag)) {
            flags.add(flag);
        }
    }

    @Override
    public void tag(String category) {
        tags.add(category);
    }

    @Override
    public void alert(Channel channel, Alert alert) {
        if (!muted) {
            alerts.add(new Raised(stream, channel, alert));
        }
    }

    @Override
    public void report(Channel channel, Report report) {
        if (!muted) {
            reports.add(new Reported(stream, channel, report));
        }
    }

    @Override
    public void utterance(Channel channel, int stage, Utterance utterance) {
        if (!muted) {
            utterances.add(new Said(stream, channel, stage, utterance));
        }
    }

    /** What was emitted in the place of a piece. */
    Emitted piece(int index) {
        return slots.get(index);
    }

    int pieceCount() {
        return pieceCount;
    }

    /** All slots; those from {@link #pieceCount} on are of channels that the record has no piece of, or thinking. */
    int slotCount() {
        return slotCount;
    }

    List<Raised> alerts() {
        return alerts;
    }

    List<Said> utterances() {
        return utterances;
    }

    List<Report> reports() {
        return reports.isEmpty()
                ? List.of()
                : reports.stream().map(Reported::report).toList();
    }

    /** The changes made to the text of a slot. */
    List<Report> reportsOf(Emitted slot) {
        return reports.stream()
                .filter(reported -> isOf(reported, slot))
                .map(Reported::report)
                .toList();
    }

    /** The changes made to text of no slot of some. */
    List<Report> reportsBut(List<Emitted> others) {
        if (reports.isEmpty() || others.isEmpty()) {
            return reports();
        }
        return reports.stream()
                .filter(reported -> others.stream().noneMatch(slot -> isOf(reported, slot)))
                .map(Reported::report)
                .toList();
    }

    private static boolean isOf(Reported reported, Emitted slot) {
        return reported.stream == slot.stream && reported.channel.equals(slot.channel);
    }

    List<String> flags() {
        return flags;
    }

    /** The categories of what was found, sorted. */
    Set<String> tags() {
        return tags;
    }
}
