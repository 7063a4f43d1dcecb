package dev.weir.filter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything a filter emitted over one stream. */
public final class Recording implements FilterOutput {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream thinking = new ByteArrayOutputStream();
    private final Set<String> flags = new TreeSet<>();
    private final Set<String> tags = new TreeSet<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();

    @Override
    public void text(byte[] bytes, int offset, int length) {
        text.write(bytes, offset, length);
    }

    @Override
    public void thinking(byte[] bytes, int offset, int length) {
        thinking.write(bytes, offset, length);
    }

    @Override
    public void flag(String flag) {
        flags.add(flag);
    }

    @Override
    public void tag(String category) {
        tags.add(category);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    /** The text so far; one character a byte would hide nothing, but UTF-8 reads better in failures. */
    public String text() {
        return text.toString(StandardCharsets.UTF_8);
    }

    public byte[] textBytes() {
        return text.toByteArray();
    }

    public String thinking() {
        return thinking.toString(StandardCharsets.UTF_8);
    }

    public byte[] thinkingBytes() {
        return thinking.toByteArray();
    }

    public Set<String> flags() {
        return flags;
    }

    public Set<String> tags() {
        return tags;
    }

    public List<Alert> alerts() {
        return alerts;
    }

    public List<Report> reports() {
        return reports;
    }

    /** All of it, exact to the byte, for comparing one chunking with another. */
    public String everything() {
        return "text=" + text.toString(StandardCharsets.ISO_8859_1)
                + "\nthinking=" + thinking.toString(StandardCharsets.ISO_8859_1)
                + "\nflags=" + flags + "\ntags=" + tags + "\nalerts=" + alerts + "\nreports=" + reports;
    }
}
