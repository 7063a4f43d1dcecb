package dev.weir.session;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Report;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything that came out of a chain over one stream, by channel. */
final class ChainRecording implements ChainOutput {

    private final Map<Channel, ByteArrayOutputStream> texts = new HashMap<>();
    private final Map<String, List<Alert>> alerts = new TreeMap<>();
    private final Map<Channel, List<Report>> reports = new HashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();

    @Override
    public void text(Channel channel, byte[] text, int offset, int length) {
        texts.computeIfAbsent(channel, key -> new ByteArrayOutputStream()).write(text, offset, length);
    }

    @Override
    public void flag(String flag) {
        flags.add(flag);
    }

    @Override
    public void alert(Channel channel, Alert alert) {
        alerts.computeIfAbsent(channel + " " + alert.type(), key -> new ArrayList<>())
                .add(alert);
    }

    @Override
    public void report(Channel channel, Report report) {
        reports.computeIfAbsent(channel, key -> new ArrayList<>()).add(report);
    }

    String text(Channel channel) {
        ByteArrayOutputStream text = texts.get(channel);
        return text == null ? "" : text.toString(StandardCharsets.UTF_8);
    }

    Set<String> flags() {
        return flags;
    }

    /** All of it but the order between channels and between filters, which depends on when each of them decides. */
    String everything() {
        return "content=" + text(Channel.CONTENT) + "\nthinking=" + text(Channel.THINKING) + "\narguments="
                + text(Channel.arguments(0)) + "\nalerts=" + alerts + "\nreports=" + reports;
    }
}
