package dev.weir.demo;

/** What a demo stream shows. */
enum Scenario {
    PLAIN_ANSWER("plain answer"),
    THINKING_IN_TEXT("thinking split over chunks"),
    THINKING_IN_TRIANGLES("thinking in a dialect"),
    THINKING_IN_FIELD("thinking in its own field"),
    DAMAGED_ANSWER("answer with damaged JSON"),
    DAMAGED_TOOL_CALL("tool call with damaged JSON"),
    RUNAWAY_LOOP("runaway loop"),
    SPLIT_ESCAPES("split surrogate escapes"),
    EVENT_LINES("server-sent event lines"),
    WHOLE_RESPONSE("whole response");

    private final String label;

    Scenario(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
