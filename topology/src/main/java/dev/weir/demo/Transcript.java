package dev.weir.demo;

import dev.weir.envelope.Envelope;
import dev.weir.filter.Channel;
import java.nio.charset.StandardCharsets;

/** What one response says, as far as it was seen: thinking in its own field, the answer, tool calls. */
final class Transcript {

    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private String alert = "";
    private boolean ended;

    synchronized void add(Envelope envelope, int piece) {
        Channel channel = envelope.pieceChannel(piece);
        String text = new String(
                envelope.text(piece), envelope.textOffset(piece), envelope.textLength(piece), StandardCharsets.UTF_8);
        switch (channel.kind()) {
            case THINKING -> thinking.append(text);
            case CONTENT -> content.append(text);
            case ARGUMENTS -> arguments.append(text);
        }
    }

    /** Notes an alert about this response; the first one is kept. */
    synchronized void alert(String json) {
        alert = alert.isEmpty() ? "[alert] " + json + "\n" : alert;
    }

    synchronized void end() {
        ended = true;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** All of it for a person to read. */
    synchronized String shown() {
        String shown = alert + (thinking.isEmpty() ? "" : "[reasoning_content] " + thinking + "\n") + content;
        return arguments.isEmpty() ? shown : shown + "\n[tool call] " + arguments;
    }
}
