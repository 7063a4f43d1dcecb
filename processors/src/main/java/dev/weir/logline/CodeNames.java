package dev.weir.logline;

import java.nio.charset.StandardCharsets;

/**
 * Tells members of JSON that hold a status code or an error number by their names: {@code status}, {@code httpStatus},
 * {@code error_code}, {@code exitcode}.
 */
final class CodeNames {

    private static final byte[][] CODES = names(
            "status",
            "code",
            "errno",
            "http",
            "sqlstate",
            "hresult",
            "signal",
            "error_number",
            "errornumber",
            "error_no",
            "errorno",
            "err_no",
            "statuscode",
            "errorcode",
            "errcode",
            "exitcode",
            "returncode",
            "retcode",
            "resultcode",
            "responsecode",
            "rc");
    /** Their text is a message, their number is a code. */
    private static final byte[][] CODES_IF_NUMBERS = names("error", "err", "exit");

    private CodeNames() {}

    /** Whether a name says that its value is a code. */
    static boolean isCode(byte[] bytes, int from, int to, boolean number) {
        return endsWithAny(CODES, bytes, from, to) || (number && endsWithAny(CODES_IF_NUMBERS, bytes, from, to));
    }

    /** Whether the last word of a name is one of these; a word begins behind what is no letter, or with a capital. */
    private static boolean endsWithAny(byte[][] words, byte[] bytes, int from, int to) {
        for (byte[] word : words) {
            int start = to - word.length;
            if (start >= from && equalsIgnoringCase(word, bytes, start)) {
                boolean behindLetter = start > from && isLetter(bytes[start - 1]);
                boolean hump = behindLetter && (bytes[start] & 0x20) == 0 && (bytes[start - 1] & 0x20) != 0;
                if (!behindLetter || hump) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean equalsIgnoringCase(byte[] lowerCase, byte[] bytes, int at) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = bytes[at + i];
            if ((isLetter(b) ? b | 0x20 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
