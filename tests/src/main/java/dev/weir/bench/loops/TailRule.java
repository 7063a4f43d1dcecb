package dev.weir.bench.loops;

import dev.weir.filter.Channel;

/**
 * The rule of vLLM's repetition detection, written anew: the last tokens are the same pattern several times over.
 *
 * <p>It is off unless a request asks for it, with patterns and a count of the caller's choice; here they are 4 to 128
 * tokens, four times, as its maintainers advise for reasoning. A token is what tokenisers mostly make one: a word with the
 * space before it, a digit, a run of the same sign, a character of another script.
 */
final class TailRule implements Detector {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 128;
    private static final int TIMES = 4;

    @Override
    public String label() {
        return "vllm";
    }

    @Override
    public int pieceBytes() {
        return 1;
    }

    @Override
    public Watch watch(Channel channel) {
        return new Tail();
    }

    private static final class Tail extends RuleText {

        private static final int MOST_SIGNS = 16;

        private final int[] tokens = new int[LONGEST];
        private final int[] lengths = new int[LONGEST];
        /** For each lag, how many of the last tokens in a row equal the one so far before them. */
        private final int[] runs = new int[LONGEST + 1];

        private int count;
        private int token;
        private int tokenLength;
        private char last;
        private int period;

        @Override
        int period() {
            return period;
        }

        @Override
        boolean loops(CharSequence piece) {
            boolean loops = false;
            for (int i = 0; i < piece.length() && !loops; i++) {
                char c = piece.charAt(i);
                if (tokenLength > 0 && !goesOn(c)) {
                    loops = endToken();
                }
                token = 31 * token + c;
                tokenLength++;
                last = c;
            }
            return loops;
        }

        private boolean goesOn(char c) {
            if (Character.isLetter(c) && c < 0x2E80) {
                return Character.isLetter(last) || (tokenLength == 1 && last == ' ');
            }
            return c == last && !Character.isLetterOrDigit(c) && tokenLength < MOST_SIGNS;
        }

        private boolean endToken() {
            boolean loops = false;
            for (int lag = 1; lag <= Math.min(LONGEST, count); lag++) {
                boolean same = tokens[(count - lag) % LONGEST] == token;
                runs[lag] = same ? runs[lag] + 1 : 0;
                if (lag >= SHORTEST && runs[lag] >= (TIMES - 1) * lag && !loops) {
                    loops = true;
                    period = bytesOf(lag);
                }
            }
            tokens[count % LONGEST] = token;
            lengths[count % LONGEST] = tokenLength;
            count++;
            token = 0;
            tokenLength = 0;
            return loops;
        }

        private int bytesOf(int lag) {
            int length = 0;
            for (int i = 1; i <= lag; i++) {
                length += lengths[(count - i) % LONGEST];
            }
            return length;
        }
    }
}
