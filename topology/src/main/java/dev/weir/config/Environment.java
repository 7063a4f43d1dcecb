package dev.weir.config;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts environment variables into values: <code>${NAME}</code>, or <code>${NAME:default}</code> for one that may be
 * unset. <code>$${</code> stands for a literal <code>${</code>; any other dollar sign is itself.
 *
 * <p>The result is never read as YAML again, so a variable cannot bring in keys.
 */
final class Environment {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Thrown for a reference that cannot be followed; the message shows no value, for it may be a password. */
    static final class BadReferenceException extends Exception {

        private BadReferenceException(String message) {
            super(message);
        }
    }

    String substitute(String written) throws BadReferenceException {
        int reference = written.indexOf("${");
        if (reference < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (; reference >= 0; reference = written.indexOf("${", from)) {
            if (reference > from && written.charAt(reference - 1) == '$') {
                text.append(written, from, reference - 1).append("${");
                from = reference + 2;
            } else {
                int end = written.indexOf('}', reference);
                if (end < 0) {
                    throw new BadReferenceException("there is a ${ without its }; write $${ for a literal ${");
                }
                text.append(written, from, reference).append(follow(written.substring(reference + 2, end)));
                from = end + 1;
            }
        }
        return text.append(written, from, written.length()).toString();
    }

    private String follow(String inside) throws BadReferenceException {
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            throw new BadReferenceException("there is no name of an environment variable between ${ and };"
                    + " write ${NAME}, ${NAME:default}, or $${ for a literal ${");
        }
        if (colon >= 0 && inside.startsWith("-", colon + 1)) {
            // A shell would read this dash as part of the operator: whoever writes it means a default without it.
            throw new BadReferenceException(
                    "${" + name + ":-..} is how a shell writes a default; write ${" + name + ":..} here");
        }
        String value = variables.get(name);
        if (value == null && colon < 0) {
            throw new BadReferenceException(
                    "the environment variable " + name + " is not set; set it or write ${" + name + ":default}");
        }
        return value == null ? inside.substring(colon + 1) : value;
    }
}
