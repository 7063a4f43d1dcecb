package dev.weir.bench.loops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule of gemini-cli for tool calls, written anew from what it does at commit 5411f11 of August 2026.
 *
 * <p>The last calls are a cycle of one to five, five times over. Arguments count as JavaScript would print them: white
 * space and the form of numbers make no difference, the order of keys does. What the model says is not looked at.
 */
final class CycleRule implements ConversationReader {

    private static final int TIMES = 5;
    private static final int LONGEST_CYCLE = 5;
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String label() {
        return "gemini-cli";
    }

    @Override
    public List<Alarm> read(Conversation conversation) {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < conversation.turns().size(); i++) {
            Turn turn = conversation.turns().get(i);
            if (turn.isToolCall()) {
                calls.add(turn.tool() + ":" + printed(turn.text()));
                int cycle = cycle(calls);
                if (cycle > 0) {
                    return List.of(new Alarm(RuleText.KIND, Level.STOP, Alarm.UNKNOWN_START, cycle, 0, i + 1L));
                }
            }
        }
        return List.of();
    }

    private static int cycle(List<String> calls) {
        for (int cycle = 1; cycle <= LONGEST_CYCLE; cycle++) {
            int run = 0;
            for (int i = calls.size() - 1; i >= cycle && calls.get(i).equals(calls.get(i - cycle)); i--) {
                run++;
            }
            if (run >= (TIMES - 1) * cycle) {
                return cycle;
            }
        }
        return 0;
    }

    private static String printed(String arguments) {
        StringBuilder printed = new StringBuilder();
        try (JsonParser parser = JSON.createParser(arguments)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                printed.append(token.isNumeric() ? Double.toString(parser.getDoubleValue()) : parser.getText())
                        .append(' ');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return printed.toString();
    }
}
