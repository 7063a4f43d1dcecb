package dev.weir.envelope;

import dev.weir.filter.Channel;
import java.util.Arrays;

/** A stream that a value belongs to. */
final class MarkedStream {
    private static final byte[] NO_ID = {};
    private static final String CONTENT = "content";
    private static final String REASONING = "reasoning_content";

    byte[] id = NO_ID;
    int choice;
    boolean ends;
    /** Whether it stands for a message of blocks rather than for text. */
    boolean message;
    /** Whether its text repeats what other values have said already. */
    boolean echo;
    /** Whether it is what the model might have said instead of another stream of its response. */
    boolean alternative;
    /** The number of its block; -1 if its text stands in none. */
    int block;

    /** The part of the value that it was read in: one event or one line of several; -1 while the end is not known. */
    int partStart;

    int partEnd;

    int bodyStart;
    /** Just behind the body's last member; -1 if members stand in it that belong to no text. */
    int bodyEnd;

    /** Where the string stands that says why the stream ended; -1 if there is none. */
    int reasonStart;

    int reasonEnd;
    /** What that string says of a stream whose text was cut short. */
    String cutReason = "";

    boolean bodyEmpty;
    boolean inserted;
    boolean insertedArguments;
    /** Whether the body has a member for calls or content that is not null, and that no text can be added to. */
    private boolean callsTaken;

    private boolean contentTaken;
    /** Whether its only call stands in a member of its own, as it did before there were several. */
    boolean singleCall;
    /** What members with text are called that are inserted into the body. */
    String contentName = CONTENT;

    String thinkingName = REASONING;
    /** Where the body's members are that are null but there for text; -1 where none is. */
    private int nullContent;

    private int nullThinking;
    private int nullArguments;
    private int nullSingleCall;

    /** Whether the body is a list of parts rather than an object with members. */
    boolean parts;

    void reset() {
        id = NO_ID;
        choice = 0;
        ends = false;
        message = false;
        echo = false;
        alternative = false;
        block = -1;
        partStart = 0;
        partEnd = -1;
        bodyStart = -1;
        bodyEnd = -1;
        reasonStart = -1;
        bodyEmpty = false;
        inserted = false;
        insertedArguments = false;
        callsTaken = false;
        contentTaken = false;
        singleCall = false;
        contentName = CONTENT;
        thinkingName = REASONING;
        parts = false;
        nullContent = -1;
        nullThinking = -1;
        nullArguments = -1;
        nullSingleCall = -1;
    }

    /** Becomes what another was read as, in a value with so many more bytes behind an offset. */
    void copy(MarkedStream other, int offset, int growth) {
        id = other.id;
        choice = other.choice;
        ends = other.ends;
        message = other.message;
        echo = other.echo;
        alternative = other.alternative;
        block = other.block;
        partStart = other.partStart;
        partEnd = moved(other.partEnd, offset, growth);
        bodyStart = other.bodyStart;
        bodyEnd = moved(other.bodyEnd, offset, growth);
        reasonStart = -1; // what is copied does not end
        bodyEmpty = other.bodyEmpty;
        inserted = false;
        insertedArguments = false;
        callsTaken = other.callsTaken;
        contentTaken = other.contentTaken;
        singleCall = other.singleCall;
        contentName = other.contentName;
        thinkingName = other.thinkingName;
        parts = other.parts;
        nullContent = moved(other.nullContent, offset, growth);
        nullThinking = moved(other.nullThinking, offset, growth);
        nullArguments = moved(other.nullArguments, offset, growth);
        nullSingleCall = moved(other.nullSingleCall, offset, growth);
    }

    private static int moved(int place, int offset, int growth) {
        return place > offset ? place + growth : place;
    }

    /** Says where members can be inserted: just behind the opening brace of a JSON object. */
    void markBody(int offset, boolean empty) {
        bodyStart = offset;
        bodyEmpty = empty;
    }

    /** As {@link #markBody(int, boolean)} for an object that holds text and what belongs to it, and where that ends. */
    void markBody(int offset, int end, boolean empty) {
        markBody(offset, empty);
        bodyEnd = end;
    }

    /** As {@link #markBody(int, int, boolean)} for a list of parts: just behind its opening bracket. */
    void markParts(int offset, int end, boolean empty) {
        markBody(offset, end, empty);
        parts = true;
    }

    /** Says what the members of the body are called that hold content and thinking. */
    void nameMembers(String content, String thinking) {
        contentName = content;
        thinkingName = thinking;
    }

    /**
     * Says that a member of the body is there for text of a kind, but null: that is where such text is inserted, for a
     * second member of the same name would hide the first or be hidden.
     */
    void markNull(Channel.Kind kind, int offset) {
        switch (kind) {
            case CONTENT -> nullContent = offset;
            case THINKING -> nullThinking = offset;
            case ARGUMENTS -> nullArguments = offset;
        }
    }

    /** Says where the string stands that says why the stream ended, and what it says where text was cut short. */
    void markReason(int start, int end, String reason) {
        reasonStart = start;
        reasonEnd = end;
        cutReason = reason;
    }

    /** Says where the body has a member for a single call that is null. */
    void markNullCall(int offset) {
        nullSingleCall = offset;
    }

    /** Says that the body has a member for text of a kind that text cannot be added to. */
    void markTaken(Channel.Kind kind) {
        callsTaken |= kind == Channel.Kind.ARGUMENTS;
        contentTaken |= kind == Channel.Kind.CONTENT;
    }

    /** Whether another member for text of a kind would hide one that the body has, or be hidden by it. */
    boolean isTaken(Channel.Kind kind) {
        return switch (kind) {
            case CONTENT -> contentTaken;
            case THINKING -> false;
            case ARGUMENTS -> callsTaken || insertedArguments || parts;
        };
    }

    /** Where the body has a member for text of a kind that is null; -1 if it has none. */
    int nullOf(Channel.Kind kind) {
        return switch (kind) {
            case CONTENT -> nullContent;
            case THINKING -> nullThinking;
            case ARGUMENTS -> singleCall ? nullSingleCall : nullArguments;
        };
    }

    /** Takes over what another line of the value says of the same stream. */
    void join(MarkedStream other) {
        ends |= other.ends;
        message |= other.message;
        block = Math.max(block, other.block);
        singleCall |= other.singleCall;
        if (other.reasonStart >= 0) {
            markReason(other.reasonStart, other.reasonEnd, other.cutReason);
        }
        if (other.bodyStart >= 0 || bodyStart < 0) {
            partStart = other.partStart;
            partEnd = other.partEnd;
            bodyStart = other.bodyStart;
            bodyEnd = other.bodyEnd;
            bodyEmpty = other.bodyEmpty;
            callsTaken = other.callsTaken;
            contentTaken = other.contentTaken;
            contentName = other.contentName;
            // The name that an earlier line uses counts for a later one that has no such member.
            thinkingName = other.thinkingName.equals(REASONING) ? thinkingName : other.thinkingName;
            parts = other.parts;
            nullContent = other.nullContent;
            nullThinking = other.nullThinking;
            nullArguments = other.nullArguments;
            nullSingleCall = other.nullSingleCall;
        }
    }

    boolean isSame(MarkedStream other) {
        return !echo && !other.echo && choice == other.choice && Arrays.equals(id, other.id);
    }

    /**
     * A member for text of a channel, to be inserted at the start of the body, or the value of one that is null. Inserts
     * stand in the order made: each brings the comma that parts it from the body or from the one before.
     */
    byte[] insert(Channel channel, byte[] text, int offset, int length) {
        insertedArguments |= channel.kind() == Channel.Kind.ARGUMENTS;
        if (nullOf(channel.kind()) >= 0) {
            return member(channel, "", "", text, offset, length);
        }
        String before = bodyEmpty && inserted ? "," : "";
        inserted = true;
        return member(channel, before + name(channel), bodyEmpty ? "" : ",", text, offset, length);
    }

    /** A member for text of a channel, to stand in the body alone. */
    byte[] alone(Channel channel, byte[] text, int length) {
        return member(channel, name(channel), "", text, 0, length);
    }

    private byte[] member(Channel channel, String before, String behind, byte[] text, int offset, int length) {
        String open = "";
        String close = "";
        if (channel.kind() == Channel.Kind.ARGUMENTS) {
            open = singleCall ? "{\"arguments\":" : "[{\"index\":" + channel.index() + ",\"function\":{\"arguments\":";
            close = singleCall ? "}" : "}}]";
        } else if (parts) {
            open = channel.kind() == Channel.Kind.THINKING ? "{\"thought\":true,\"text\":" : "{\"text\":";
            close = "}";
        }
        return JsonText.quote(JsonText.ascii(before + open), text, offset, length, JsonText.ascii(close + behind));
    }

    private String name(Channel channel) {
        if (parts) {
            return "";
        }
        return switch (channel.kind()) {
            case CONTENT -> "\"" + contentName + "\":";
            case THINKING -> "\"" + thinkingName + "\":";
            case ARGUMENTS -> singleCall ? "\"function_call\":" : "\"tool_calls\":";
        };
    }
}
