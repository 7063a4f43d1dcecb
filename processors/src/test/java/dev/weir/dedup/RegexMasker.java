package dev.weir.dedup;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The masking rules written once more as regular expressions over Latin-1 characters: slow, and plain to read. */
final class RegexMasker {

    private static final String WORD_START = "(?<![0-9A-Za-z])";
    private static final String WORD_END = "(?![0-9A-Za-z])";
    private static final String UUID = WORD_START + "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}" + WORD_END;
    private static final String HEX_NUMBER = WORD_START + "0[xX][0-9A-Fa-f]+";
    private static final String HEX_RUN =
            WORD_START + "(?=[A-Fa-f]*[0-9])(?=[0-9]*[A-Fa-f])[0-9A-Fa-f]{8,}+" + WORD_END;
    private static final String NUMBER = "[0-9]++(?:[.:,-][0-9]++)*+";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String MONTH_OF_DATE = WORD_START + MONTH + "(?=\\s+[0-9]|[/-][0-9])";
    private static final String WEEKDAY =
            WORD_START + "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[\\s,]\\s*(?:[0-9]|" + MONTH + "[\\x00-\\xff]))";

    private static final String CODE_WORD = oneOf(
            "status",
            "code",
            "errno",
            "http",
            "statuscode",
            "exitcode",
            "errorcode",
            "errcode",
            "returncode",
            "retcode",
            "rc",
            "sqlstate",
            "signal",
            "ora");
    private static final Pattern BEFORE_AN_ERROR = Pattern.compile(oneOf("error", "err") + "[ \\t\"':=#(,]{1,4}\\z");
    private static final String GAP = "(?:(?!//)[ \\t\"':=/(\\[{<#\\-_,\\\\]){1,4}";
    private static final Pattern BEFORE_A_CODE = Pattern.compile("(?:" + CODE_WORD + "|" + CODE_WORD
            + "/[0-9](?:\\.[0-9])?\\." + "|" + CODE_WORD + "(?:/[0-9](?:\\.[0-9])?)?" + GAP + "[0-9A-Za-z]{0,12})\\z");

    private static final Pattern PART = Pattern.compile("(?<space>\\s+)"
            + "|(?<sign>" + WORD_START + "-(?=[0-9]))?+(?:(?<date>" + MONTH_OF_DATE + "|" + WEEKDAY + ")|(?<hex>" + UUID
            + "|" + HEX_NUMBER + "|" + HEX_RUN + ")|(?<address>" + WORD_START + "[0-9A-Fa-f]{1,4}(?=:))|(?<number>"
            + NUMBER + "))");
    private static final Pattern FIRST_DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern PLAIN_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern NEXT_GROUP = Pattern.compile("(::?)[0-9A-Fa-f]{1,4}(?![0-9A-Fa-f])");
    private static final int MAX_COLONS = 8;

    private RegexMasker() {}

    /** One of these words, behind no letter or with a capital behind a small one. */
    private static String oneOf(String... words) {
        String alone = String.join("|", words);
        String humps = Arrays.stream(words)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + "(?i:" + word.substring(1) + ")")
                .collect(Collectors.joining("|"));
        return "(?:(?<![A-Za-z])(?i:" + alone + ")|(?<=[a-z])(?:" + humps + "))";
    }

    static String mask(String line) {
        String rest = line.replaceFirst("\\s+$", "");
        StringBuilder out = new StringBuilder();
        int read = 0;
        var part = PART.matcher(rest);
        while (part.find(read)) {
            out.append(rest.substring(read, part.start()));
            read = part.end();
            if (part.group("space") != null) {
                out.append(' ');
                continue;
            }
            String sign = part.group("sign") == null ? "" : "-";
            int value = part.start() + sign.length();
            boolean code = part.group("date") == null
                    && BEFORE_A_CODE.matcher(rest.substring(0, value)).find();
            String hex = part.group("hex");
            String number = part.group("number");
            if (part.group("address") != null) {
                hex = address(rest, value);
                if (hex != null) {
                    read = value + hex.length();
                } else {
                    Matcher plain = PLAIN_NUMBER.matcher(rest).region(value, rest.length());
                    number = plain.lookingAt() ? plain.group() : null;
                    read = number == null ? value + 1 : value + number.length();
                }
                if (hex == null && number == null) {
                    out.append(rest, value, read);
                    continue;
                }
            }
            boolean error = part.group("date") == null
                    && BEFORE_AN_ERROR.matcher(rest.substring(0, value)).find();
            code |= error && number != null && number.matches("[0-9]{1,6}");
            code |= error && hex != null && hex.matches("0[xX].*");
            if (hex != null) {
                out.append(code && hex.length() <= 12 ? sign + hex : "<*>");
            } else if (code) {
                MatchResult digits = FIRST_DIGITS
                        .matcher(rest.substring(value))
                        .results()
                        .findFirst()
                        .orElseThrow();
                out.append(sign).append(digits.group());
                read = value + digits.end();
            } else {
                out.append("<*>");
            }
        }
        return out.append(rest.substring(read)).toString();
    }

    /** The MAC or IPv6 address that begins here, or null. */
    private static @Nullable String address(String line, int start) {
        Matcher first = Pattern.compile("[0-9A-Fa-f]{1,4}").matcher(line).region(start, line.length());
        if (!first.lookingAt()) {
            return null;
        }
        int end = first.end();
        int colons = 0;
        Matcher next = NEXT_GROUP.matcher(line).useTransparentBounds(true);
        while (colons < MAX_COLONS && next.region(end, line.length()).lookingAt()) {
            colons += next.group(1).length();
            end = next.end();
        }
        String address = line.substring(start, end);
        boolean bounded = Pattern.compile(WORD_END).matcher(line.substring(end)).lookingAt();
        boolean mixed = address.matches(".*[0-9].*") && address.matches(".*[A-Fa-f].*");
        return colons >= 2 && bounded && mixed ? address : null;
    }
}
