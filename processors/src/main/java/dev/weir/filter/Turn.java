package dev.weir.filter;

import org.jspecify.annotations.Nullable;

/**
 * One step of a conversation on the model's side: a call of a tool, or a message that no call goes with.
 *
 * @param tool the name of the tool; null for a message
 * @param utterance the arguments of the call, or the message
 */
public record Turn(@Nullable String tool, Utterance utterance) {}
