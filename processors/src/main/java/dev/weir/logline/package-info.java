/**
 * Reading log lines for what repeats in them: the message, its severity, and the fields that tell two events apart.
 *
 * <p>{@link dev.weir.logline.LogLines} is the door. It tells by a look at each line whether it is JSON, syslog (RFC 5424
 * or RFC 3164) or plain text, settles on one of them for a topic, and changes nothing: what it finds is for comparing only.
 */
@NullMarked
package dev.weir.logline;

import org.jspecify.annotations.NullMarked;
