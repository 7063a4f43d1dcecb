package dev.weir.cli;

/** Thrown for what the user can mend; the message says what is wrong and what to do, and is all that is shown. */
public final class UserMistake extends RuntimeException {

    public UserMistake(String message) {
        super(message);
    }
}
