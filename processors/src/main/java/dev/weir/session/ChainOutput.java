package dev.weir.session;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Report;
import dev.weir.filter.Utterance;

/** What comes out at the end of a stream's filters. Implementations copy bytes before a call returns. */
public interface ChainOutput {

    /** Text that passed all filters of its channel. */
    void text(Channel channel, byte[] text, int offset, int length);

    /** A mark for the record at hand. */
    void flag(String flag);

    /** A category of what was found in the record at hand; nobody cares by default. */
    default void tag(String category) {}

    /** An alert of a filter that watches a channel. */
    void alert(Channel channel, Alert alert);

    /** A change that a filter made to a channel's text. */
    void report(Channel channel, Report report);

    /** What a channel's text was as a whole, as the filter of a stage of the chain has it; nobody cares by default. */
    default void utterance(Channel channel, int stage, Utterance utterance) {}
}
