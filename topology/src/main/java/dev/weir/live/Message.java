package dev.weir.live;

/** Something to tell subscribers. */
interface Message {

    /** The name of the event. */
    String event();

    /** One line of JSON; made when it is first asked for, on the subscriber's thread. */
    String json();

    /** A message whose JSON is at hand. */
    record Ready(String event, String json) implements Message {}
}
