package dev.weir.demo;

import java.util.List;
import java.util.Random;

/** The ways in which models get JSON wrong; each takes a valid one-line document. */
enum Damage {
    TRAILING_COMMAS,
    SINGLE_QUOTES,
    PYTHON_LITERALS,
    UNQUOTED_KEYS,
    COMMENT,
    CODE_FENCE,
    TRUNCATED,
    MISSING_CLOSER;

    /** Those that a model makes in the arguments of a tool call too, where nobody writes fences or remarks. */
    static final List<Damage> OF_ARGUMENTS =
            List.of(TRAILING_COMMAS, SINGLE_QUOTES, PYTHON_LITERALS, UNQUOTED_KEYS, TRUNCATED, MISSING_CLOSER);

    String apply(String document, Random random) {
        return switch (this) {
            case TRAILING_COMMAS -> document.replaceAll("]", ",]").replaceAll("}$", ",}");
            case SINGLE_QUOTES -> document.replace('"', '\'');
            case PYTHON_LITERALS ->
                document.replaceAll(": true\\b", ": True")
                        .replaceAll(": false\\b", ": False")
                        .replaceAll(": null\\b", ": None");
            case UNQUOTED_KEYS -> document.replaceAll("\"([a-z_]+)\":", "$1:");
            case COMMENT -> document.replaceFirst(", ", ", // as the customer asked\n ");
            case CODE_FENCE -> "```json\n" + document + "\n```";
            case TRUNCATED -> {
                int half = document.length() / 2;
                yield document.substring(0, half + random.nextInt(document.length() - half - 1));
            }
            case MISSING_CLOSER -> document.substring(0, document.length() - 1);
        };
    }
}
