package dev.weir.filter;

/** Thrown for a value that an option does not allow; the message names the option, the value and what is allowed. */
public final class OptionException extends RuntimeException {

    private final String option;
    private final String value;
    private final String allowed;

    public OptionException(String option, String value, String allowed) {
        super(option + ": '" + value + "' is not " + allowed);
        this.option = option;
        this.value = value;
        this.allowed = allowed;
    }

    public String option() {
        return option;
    }

    public String value() {
        return value;
    }

    public String allowed() {
        return allowed;
    }
}
