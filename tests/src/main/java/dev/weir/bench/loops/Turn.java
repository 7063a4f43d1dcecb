package dev.weir.bench.loops;

/**
 * One response of a conversation.
 *
 * @param tool the tool it calls; empty if it says something
 * @param text the arguments as the model wrote them, or what it says
 */
record Turn(String tool, String text) {

    static Turn says(String text) {
        return new Turn("", text);
    }

    boolean isToolCall() {
        return !tool.isEmpty();
    }
}
